/**
 * How a machine proves what it is: what prover and verifier share. See docs/verification.md.
 */
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
export { type FindMissing, parseNvidiaSmi, readDevices, readProcessor } from './read-devices.ts'
