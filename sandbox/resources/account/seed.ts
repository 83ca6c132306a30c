/** Everything a user of the sandbox may sign in with. None of it works anywhere else. */
export const credentials = {
	partnerToken: 'sandbox-partner-token',
	/** Another partner, by whose token the same user may sign in: for changes that are not our own. */
	otherPartnerToken: 'sandbox-other-partner',
	userToken: 'sandbox-user-token',
	login: 'owner@salon.example',
	password: 'sandbox-password',
	/** Another user, with the same password: this login is answered with a second factor instead of a token. */
	secondFactorLogin: 'careful@salon.example',
} as const;
