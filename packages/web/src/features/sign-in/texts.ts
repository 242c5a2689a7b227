export const texts = {
  signIn: 'Sign in',
  signInHint: 'To the Nodeyard on this server.',
  setUp: 'Welcome to Nodeyard',
  setUpHint: 'Choose how you, the administrator, sign in from now on.',
  email: 'Email address',
  password: 'Password',
  newPassword: 'New password',
  newPasswordHint: 'At least ten characters.',
  begin: 'Begin',
  open: 'This server has no password yet. Its terminal shows a link to choose one, printed when it started.',
  noPassword: 'No password yet?',
  noPasswordHint: 'Your administrator makes your account.',
} as const
