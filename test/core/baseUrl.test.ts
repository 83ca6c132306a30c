import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseUrl } from '../../nodes/Altegio/core/baseUrl';

describe('baseUrl', () => {
	it.each<[ICredentialDataDecryptedObject, string]>([
		[{}, 'https://api.alteg.io/api/v1'],
		[{ environment: '' }, 'https://api.alteg.io/api/v1'],
		[{ environment: 'production', baseUrl: 'https://own.example' }, 'https://api.alteg.io/api/v1'],
		[{ environment: 'mock' }, 'https://developer.alteg.io/_mock/en/b2b-v1/openapi'],
		[{ environment: 'custom', baseUrl: ' https://own.example/v1// ' }, 'https://own.example/v1'],
		[{ environment: 'custom', baseUrl: 'HTTP://localhost:1/a//b' }, 'HTTP://localhost:1/a//b'],
	])('of %j is %s', (credentials, address) => {
		expect(baseUrl(credentials)).toBe(address);
	});

	it.each([undefined, '', 'own.example', 'ftp://own.example', 'https://', '/v1', 'x https://a.b'])(
		'%j is no full address',
		(own) => {
			expect(() => baseUrl({ environment: 'custom', baseUrl: own as string })).toThrow(
				"'Base URL' in the Altegio credential must be a full address, for example https://api.alteg.io/api/v1.",
			);
		},
	);
});
