import type { Desk } from './desk';
import { openWorkflow } from './pages/canvas';
import { screenshot } from './screenshot';
import type { Change } from './stage';
import { visit } from './visit';

/** Draws an example into docs/images/NAME.png, without its note. */
export async function drawExample(
	desk: Desk,
	file: string,
	name: string,
	change?: Change,
): Promise<void> {
	const id = await desk.stage.importExample(file, (workflow) => {
		workflow.nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		change?.(workflow);
	});
	await visit(desk.window, async (page) => {
		await page.setViewportSize({ width: 1800, height: 1000 });
		await openWorkflow(page, desk.stage.n8n.url, id);
		const nodes = page.getByTestId('canvas-node').or(page.getByTestId('canvas-handle-plus'));
		// The names stand below their nodes.
		await screenshot(name, await nodes.all(), { margin: 75 });
	});
}
