import { Type } from 'typebox'

/** What each status means. Every operation declares all of them. */
export const ERROR_STATUSES = {
  400: 'Invalid request',
  401: 'Authentication failed',
  403: 'Access forbidden',
  404: 'Not found',
  409: 'Already exists',
  422: 'Validation error',
  426: 'Upgrade required',
  429: 'Rate limited',
  500: 'Internal server error',
  502: 'Bad gateway',
  504: 'Gateway timeout',
}

/** All that the registry's clients know, whether this server has a use for them or not. */
const ERROR_TYPES = [
  'already_exists_error',
  'app_error',
  'authentication_error',
  'conflict_error',
  'aws_error',
  'configuration_error',
  'database_error',
  'dynamodb_error',
  'e2b_error',
  'e2b_rate_limit_error',
  'expired_signature_error',
  'expired_token_error',
  'forbidden_error',
  'group_error',
  'invalid_error',
  'invalid_flag_error',
  'invalid_username_error',
  'mail_error',
  'member_exists_error',
  'member_limit_exceeded_error',
  'migration_lock_timeout_error',
  'not_found_error',
  'oauth_config_error',
  'org_sandbox_capacity_exceeded_error',
  'bad_gateway_error',
  'gateway_timeout_error',
  's3_error',
  'server_error',
  'task_error',
  'stripe_error',
  'token_error',
  'upgrade_required_error',
  'usage_limit_exceeded_error',
  'user_verification_error',
  'validation_error',
]

const Issue = Type.Object(
  {
    loc: Type.Array(Type.Union([Type.String(), Type.Integer()]), {
      description: 'Path parts, the first of them `body`, `query`, `path` or `header`.',
    }),
    msg: Type.String({ description: 'What is wrong there, for people.' }),
    type: Type.String({ description: 'What is wrong there, for programs.' }),
  },
  { title: 'ValidationErrorItem' },
)

/** Every error of this surface. Surface-wide: routes need not name it, `addSurface` gives it to each. */
export const ErrorPayload = Type.Object(
  {
    code: Type.Integer({ description: 'The HTTP status.', enum: Object.keys(ERROR_STATUSES).map(Number) }),
    detail: Type.String({ description: 'What went wrong, for people.' }),
    type: Type.String({ description: 'What went wrong, for programs.', enum: ERROR_TYPES }),
    errors: Type.Optional(
      Type.Union([Type.Array(Issue), Type.Null()], { description: 'Every problem found, with a 422.' }),
    ),
  },
  { $id: 'APIErrorPayload', description: 'The one shape of every error.' },
)
