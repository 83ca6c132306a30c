import type { Registry } from '../transport/registry';
import { client } from './client';
import { location } from './location';

/** The resources of the node, by their values in the form. */
export const resources: Registry = { client, location };
