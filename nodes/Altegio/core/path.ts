/** A path below the base URL, made of checked parts only. */
export type Path = string & { readonly isChecked: unique symbol };

/** An id, a date or a word of the API: nothing that could lead to another path. */
const SAFE_PART = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/**
 * Makes a path of a template, for example path`/company/${id}`.
 *
 * n8n puts texts into URLs as they are, so an id such as `1/../2` would reach another object. Every id is checked
 * where it is read; this refuses whatever was forgotten there.
 *
 * @throws RangeError for a part with any sign that separates or escapes
 */
export function path(texts: TemplateStringsArray, ...parts: Array<number | string>): Path {
	const unsafe = parts.find((part) => !SAFE_PART.test(String(part)));
	if (unsafe !== undefined) throw new RangeError('A part of the path is no id.');
	return String.raw(texts, ...parts) as Path;
}

/** What a path may be made of; a % only with two hexadecimal digits behind it. */
const PATH_OF_USER = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})+)+\/?$/i;

/** Encoded slashes, backslashes, dots and percent signs, which a server on the way may decode. */
const HIDDEN_SEPARATOR = /%(?:2f|5c|2e|25)/i;

/**
 * A path that the user wrote, below the base URL; undefined if it could lead elsewhere: to another host, to a parent
 * folder, or to a query.
 */
export function pathOfUser(text: string): Path | undefined {
	const isSafe =
		PATH_OF_USER.test(text) &&
		!HIDDEN_SEPARATOR.test(text) &&
		text.split('/').every((part) => part !== '.' && part !== '..');
	return isSafe ? (text as Path) : undefined;
}
