import type { N8nClient } from '../../scripts/n8n';
import { eventually } from './eventually';

/** n8n publishes in the background: waits until it has done so. */
export async function untilPublished(
	client: N8nClient,
	workflowId: string,
	withinMs: number,
): Promise<void> {
	const path = `/rest/workflows/${workflowId}/publication-status`;
	await eventually(
		async () => expect(await client.request('GET', path)).toMatchObject({ status: 'published' }),
		withinMs,
	);
}
