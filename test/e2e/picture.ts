import type { EditorFixture } from './editorFixture';
import { openWorkflow } from './pages/canvas';
import { screenshot } from './screenshot';
import type { Change } from './n8nFixture';
import { withPage } from './withPage';

/** Draws an example into docs/images/NAME.png, without its note. */
export async function drawExample(
	editor: EditorFixture,
	file: string,
	name: string,
	change?: Change,
): Promise<void> {
	const id = await editor.fixture.importExample(file, (workflow) => {
		workflow.nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		change?.(workflow);
	});
	await withPage(editor.window, async (page) => {
		await page.setViewportSize({ width: 1800, height: 1000 });
		await openWorkflow(page, editor.fixture.n8n.url, id);
		const nodes = page.getByTestId('canvas-node').or(page.getByTestId('canvas-handle-plus'));
		// The names stand below their nodes.
		await screenshot(name, await nodes.all(), { margin: 75 });
	});
}
