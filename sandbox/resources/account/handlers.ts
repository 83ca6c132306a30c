import { Refusal, success } from '../../answers';
import type { Handlers } from '../../handler';
import { credentials } from './seed';

/** Signing in. */
export const accountHandlers: Handlers = {
	authorize_user(state, { body: { login, password } }) {
		const known = login === credentials.login || login === credentials.secondFactorLogin;
		if (!known || password !== credentials.password) {
			throw new Refusal(401, 'Wrong login or password.');
		}
		if (login === credentials.secondFactorLogin) {
			return success({ uuid: '00000000-0000-4000-8000-000000000002' });
		}
		return success(
			{
				id: 123456,
				user_token: state.openSession(),
				name: 'Sandbox Owner',
				phone: '+15550100000',
				login,
				email: credentials.login,
				avatar: '',
				is_approved: true,
				is_email_confirmed: true,
			},
			201,
		);
	},
};
