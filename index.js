'use strict';

// n8n itself reads the paths in package.json; this is for everyone who requires the package.
const { AltegioApi } = require('./dist/credentials/AltegioApi.credentials.js');
const { Altegio } = require('./dist/nodes/Altegio/Altegio.node.js');
const { AltegioPollingTrigger } = require('./dist/nodes/Altegio/AltegioPollingTrigger.node.js');
const { AltegioTrigger } = require('./dist/nodes/Altegio/AltegioTrigger.node.js');

module.exports = { Altegio, AltegioApi, AltegioPollingTrigger, AltegioTrigger };
