import { Expression, LoggerProxy } from 'n8n-workflow';

import { DataNode } from '../../test/support/testNodes';
import { connectTo, newNode, outputsOf, startWorkflow } from '../../test/support/workflow';
import { rows } from './items';
import { measure, type Outcome } from './measure';
import { nodeFor, WORKER } from './peers';
import type { ExpressionEngine, Ready, RunResult, RunTask } from './task';

/** A workflow of two nodes, data and the peer, run by n8n's engine as its server runs a published one. */
export async function prepareWorkflow(task: RunTask): Promise<Ready<RunResult>> {
	forgetLog();
	await useEngine(task.engine);
	const { warmUp } = task;
	const evaluations = warmUp && (await countEvaluations({ ...task, items: warmUp })) / warmUp;
	return async () => ({
		...(await measure(async () => await execute(task))),
		evaluations,
	});
}

async function execute(task: RunTask): Promise<Outcome> {
	const items = task.operation === 'getAll' ? [{ json: {} }] : rows(task).map((json) => ({ json }));
	const { node, target, otherNodes } = nodeFor(task);
	return await startWorkflow({
		mode: 'trigger',
		target,
		nodes: [newNode('Data', 'test.data'), { ...node, ...retries(task) }],
		connections: { Data: connectTo(WORKER) },
		testNodes: [new DataNode(items)],
		otherNodes,
		toResult: ({ status, error, run }) => ({
			status,
			error: error?.message,
			output: outputsOf(run, WORKER).flat().length,
		}),
	}).result;
}

function retries({ retryOnFail }: RunTask) {
	return retryOnFail && { retryOnFail: true, ...retryOnFail };
}

/** The expressions that n8n evaluates in a run. Counting takes time, so it has a run of its own. */
async function countEvaluations(task: RunTask): Promise<number> {
	const prototype = Expression.prototype as unknown as {
		renderExpression: (...given: unknown[]) => unknown;
	};
	const { renderExpression } = prototype;
	let evaluations = 0;
	prototype.renderExpression = function (...given) {
		evaluations++;
		return renderExpression.apply(this, given);
	};
	await execute(task);
	prototype.renderExpression = renderExpression;
	return evaluations;
}

/** The settings are those with which n8n's server starts it if nothing else is configured. */
async function useEngine(engine: ExpressionEngine): Promise<void> {
	await Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
	if (Expression.getActiveImplementation() !== engine) {
		throw new Error(`n8n did not start the expression engine ${engine}`);
	}
}

/** The isolate says a word for each expression, which a server drops and the test harness keeps. */
function forgetLog(): void {
	const drop = () => {};
	LoggerProxy.init({ error: drop, warn: drop, info: drop, debug: drop });
}
