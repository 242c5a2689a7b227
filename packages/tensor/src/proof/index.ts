/**
 * How a machine proves what it is: what prover and verifier share. See docs/verification.md.
 */

export { bytesOf, checkSpec, type ProofSpec, stepOf, workOf } from './chain.ts'
export { checkOpenings, choosePlaces, type Flaw, OPENINGS } from './check-openings.ts'
export {
  answerChallenge,
  CHALLENGE_PATTERN,
  challengedDevice,
  type DeviceInfo,
} from './device-info.ts'
export {
  ADDRESS_PATTERN,
  addressOf,
  type Hotkey,
  hotkeyOf,
  isSignedBy,
  publicKeyOf,
  SIGNATURE_PATTERN,
  signText,
} from './hotkey.ts'
export {
  AGENT_WINDOW_S,
  agentMessage,
  answerMessage,
  bindPurpose,
  hashOf,
  nonceNow,
  PURPOSES,
  requestMessage,
  SERVER_WINDOW_S,
  signAgentRequest,
  signRequest,
} from './messages.ts'
export { type Backend, type Held, typescriptBackend } from './multiply.ts'
export { onnxBackend, PROVIDERS, type Provider } from './multiply-onnx.ts'
export { type Commitment, commit, type OpenBackend, type Opening, type Place } from './prove.ts'
export { Prover, type ProverOptions } from './prover.ts'
export { type FindMissing, parseNvidiaSmi, readDevices, readProcessor } from './read-devices.ts'
export { makeSecret, type Secret } from './secret.ts'
