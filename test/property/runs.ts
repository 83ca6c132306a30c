/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */

/** The nightly run tries many times as many values as `npm test`, which has to be quick. */
const FACTOR = Number(process.env.PROPERTY_RUNS ?? 1);

/** How many values a property is tried with. */
export const runs = (usual: number) => usual * FACTOR;

/** How long all values of a property may take on a busy machine, in milliseconds. */
export const TIME_FOR_RUNS = 120_000 * FACTOR;
