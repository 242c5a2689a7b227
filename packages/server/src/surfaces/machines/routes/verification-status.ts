import { Type } from 'typebox'
import { getVerificationStatus } from '../../../domain/machines/verification-status.ts'
import type { Routes } from '../../../http/surface.ts'
import { identify, SignatureHeaders } from '../identify.ts'
import { Status } from '../schemas.ts'

const verificationStatus: Routes = (app, deps) => {
  app.get(
    '/verification_status',
    {
      config: { auth: 'optional' },
      preValidation: identify(deps, () => 'graval'),
      schema: {
        operationId: 'getVerificationStatus',
        summary: 'How the verification of a machine stands',
        description: 'It is read from the machine itself and never forgotten. What is signed is `graval`.',
        headers: SignatureHeaders,
        querystring: Type.Object({
          task_id: Type.String({ maxLength: 300, description: 'As `POST /nodes/` answered it.' }),
        }),
        response: { 200: Status },
      },
    },
    async ({ machineOwner, query }) => getVerificationStatus(deps.database.read, machineOwner, query.task_id),
  )
}
export default verificationStatus
