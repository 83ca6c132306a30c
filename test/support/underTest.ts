/** What is under test: the only file of the harness that names the classes. */
export { AltegioApi } from '../../credentials/AltegioApi.credentials';
export { Altegio } from '../../nodes/Altegio/Altegio.node';
export { AltegioPollingTrigger } from '../../nodes/Altegio/AltegioPollingTrigger.node';
export { AltegioTrigger } from '../../nodes/Altegio/AltegioTrigger.node';
