import type { Registry } from '../transport/registry';
import { location } from './location';

/** The resources of the node, by their values in the form. */
export const resources: Registry = { location };
