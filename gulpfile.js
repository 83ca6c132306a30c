'use strict';

const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Removes the last build, so that nothing stale is packed. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what the compiler leaves behind: icons, codex files and the schemas of the output. */
function assets() {
	const files = ['nodes/**/*.{svg,json}', 'credentials/**/*.svg'];
	// Without `encoding: false` gulp 5 reads files as text, which would harm any binary icon.
	return src(files, { base: '.', encoding: false }).pipe(dest('dist'));
}

module.exports = { assets, clean };
