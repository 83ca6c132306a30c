import type { Registry } from '../transport/registry';
import { apiRequest } from './apiRequest';
import { appointment } from './appointment';
import { availability } from './availability';
import { client } from './client';
import { location } from './location';
import { service } from './service';
import { teamMember } from './teamMember';

/** The resources of the node, by their values in the form. */
export const resources: Registry = {
	apiRequest,
	appointment,
	availability,
	client,
	location,
	service,
	teamMember,
};
