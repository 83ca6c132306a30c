/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** A part of a page, in pixels of CSS. */
export interface Rectangle {
	x: number;
	y: number;
	width: number;
	height: number;
}

/**
 * What a person reads in a part of a page: texts, and what stands in fields, in the order of the
 * document. What is covered, transparent or behind `hidden` (a CSS selector) is left out.
 */
export async function readableIn(page: Page, part: Rectangle, hidden: string): Promise<string[]> {
	return await page.evaluate(readInPage, { part, hidden });
}

/** Runs in the page, so it can use nothing from outside of it. */
function readInPage({ part, hidden }: { part: Rectangle; hidden: string }): string[] {
	// Without this, what takes no clicks would not be found at a point.
	const style = document.head.appendChild(document.createElement('style'));
	style.textContent = '* { pointer-events: auto !important }';

	const isVisible = (element: Element) =>
		element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	const covers = (element: Element) =>
		isVisible(element) &&
		!element.closest(hidden) &&
		!/^rgba\(.*, 0\)$/.test(getComputedStyle(element).backgroundColor);
	const isShown = (element: Element, box?: DOMRect) => {
		if (!box || !isVisible(element) || element.closest(hidden)) return false;
		const x = box.x + box.width / 2;
		const y = box.y + box.height / 2;
		const isInside =
			x > part.x && x < part.x + part.width && y > part.y && y < part.y + part.height;
		const stack = isInside ? document.elementsFromPoint(x, y) : [];
		const above = stack.slice(0, Math.max(0, stack.indexOf(element)));
		return stack.includes(element) && !above.some((one) => !element.contains(one) && covers(one));
	};

	const lines: string[] = [];
	let last: { text: string; box: DOMRect } | undefined;
	/** Adds a text of the page, to the line before if it continues that one. */
	const add = (text: string, box: DOMRect) => {
		const words = text.replace(/\s+/g, ' ');
		if (!words.trim()) return;
		const gap = last ? box.left - last.box.right : Infinity;
		if (Math.abs(box.bottom - (last?.box.bottom ?? 0)) < 3 && gap > -3 && gap < 10) {
			const space = gap > 1 || /\s$/.test(last?.text ?? '') || words.startsWith(' ') ? ' ' : '';
			lines.push(`${lines.pop()}${space}${words.trim()}`);
		} else {
			lines.push(words.trim());
		}
		last = { text: words, box };
	};

	const what = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
	const walker = document.createTreeWalker(document.body, what);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) {
			const box = node.getBoundingClientRect();
			const text = node.type === 'password' ? '' : node.value || node.placeholder;
			if (text && isShown(node, box)) lines.push(text);
		} else if (node instanceof Text && node.parentElement) {
			const range = document.createRange();
			range.selectNodeContents(node);
			const firstLine = range.getClientRects()[0];
			if (isShown(node.parentElement, firstLine)) add(node.data, range.getBoundingClientRect());
		}
	}
	style.remove();
	return lines;
}
