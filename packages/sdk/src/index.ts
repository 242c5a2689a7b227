/**
 * Nodeyard from code: connect, then hand the connection to any of these functions.
 *
 * @example
 * const yard = connect({ url: 'http://127.0.0.1:8000', apiKey })
 * const { name, version } = await pushArtifact(yard, { kind: 'model', folder: 'examples/digits/model' })
 * const { id } = await createDeployment(yard, { model: `${name}@${version}` })
 * const { output } = await invoke(yard, id, { image: nestedArrays })
 */
export { createKey, type NewKey } from './accounts/create-key.ts'
export { createOrg } from './accounts/create-org.ts'
export { createUser, type NewUser } from './accounts/create-user.ts'
export { type DeviceLoginOptions, deviceLogin } from './accounts/device-login.ts'
export { listKeys } from './accounts/list-keys.ts'
export { listMembers } from './accounts/list-members.ts'
export { listOrgs } from './accounts/list-orgs.ts'
export { removeMember } from './accounts/remove-member.ts'
export { revokeKey } from './accounts/revoke-key.ts'
export { rotateKey } from './accounts/rotate-key.ts'
export { type Role, setMember } from './accounts/set-member.ts'
export { whoAmI } from './accounts/who-am-i.ts'
export { type Comparison, compareVersions } from './artifacts/compare-versions.ts'
export { deleteVersion } from './artifacts/delete-version.ts'
export { findArtifact, getArtifact } from './artifacts/get-artifact.ts'
export { type InspectedFile, type InspectedFolder, inspectFolder } from './artifacts/inspect-folder.ts'
export type { ArtifactDetail, ArtifactSummary } from './artifacts/kinds.ts'
export { type ListFilters, listArtifacts } from './artifacts/list-artifacts.ts'
export { listFiles } from './artifacts/list-files.ts'
export { listVersions } from './artifacts/list-versions.ts'
export { type Pulled, type PullOptions, pullArtifact } from './artifacts/pull-artifact.ts'
export {
  type Pushed,
  type PushOptions,
  type PushProgress,
  pushArtifact,
  sendPush,
} from './artifacts/push-artifact.ts'
export { removeAlias } from './artifacts/remove-alias.ts'
export { setAlias, type VersionTarget } from './artifacts/set-alias.ts'
export { setMetrics } from './artifacts/set-metrics.ts'
export { setVisibility } from './artifacts/set-visibility.ts'
export { type AddedShard, type AddShardsOptions, addShards } from './assets/add-shards.ts'
export { createDataset, type NewDataset } from './assets/create-dataset.ts'
export { createModel, type NewModel } from './assets/create-model.ts'
export { diffRevisions } from './assets/diff-revisions.ts'
export { type AssetFilters, findAssets } from './assets/find-assets.ts'
export { getAsset } from './assets/get-asset.ts'
export type {
  Asset,
  Dataset,
  DatasetPreview,
  Model,
  PublishingCheck,
  Revision,
  RevisionDiff,
  Shard,
} from './assets/kinds.ts'
export { listChecks } from './assets/list-checks.ts'
export { listRevisions } from './assets/list-revisions.ts'
export { listShards } from './assets/list-shards.ts'
export { previewDataset } from './assets/preview-dataset.ts'
export { publishDataset } from './assets/publish-dataset.ts'
export { type DatasetPush, type PushedDataset, pushDataset } from './assets/push-dataset.ts'
export { setStar } from './assets/set-star.ts'
export { setYanked } from './assets/set-yanked.ts'
export { type StreamedShard, type StreamOptions, streamDataset } from './assets/stream-dataset.ts'
export { type AssetChange, updateAsset } from './assets/update-asset.ts'
export {
  ApiError,
  type Connection,
  type ConnectOptions,
  connect,
  type Marketplace,
  type Registry,
} from './client.ts'
export {
  auditMoney,
  createPayout,
  getBalance,
  listBalanceTransactions,
  listPayouts,
  type NewPayout,
  readStatement,
  setPayoutDestination,
} from './commerce/balance.ts'
export { addSeat, getGrant, getGrantKey, listGrants, removeSeat } from './commerce/grants.ts'
export {
  archiveListing,
  createListing,
  getListing,
  type ListingChange,
  type ListingFilters,
  listListings,
  type NewListing,
  type Pricing,
  publishListing,
  unpublishListing,
  updateListing,
} from './commerce/listings.ts'
export { addPaymentMethod, listPaymentMethods, removePaymentMethod } from './commerce/payment-methods.ts'
export { showMoney, toMinorUnits, toUnitAmount } from './commerce/price.ts'
export {
  buy,
  confirmPurchase,
  getPurchase,
  listPurchases,
  listRefunds,
  type NewPurchase,
  type NewRefund,
  quotePurchase,
  refund,
} from './commerce/purchases.ts'
export {
  cancelSubscription,
  getSubscription,
  listInvoices,
  listSubscriptions,
  reportUsage,
  type SubscriptionChange,
  updateSubscription,
} from './commerce/subscriptions.ts'
export {
  advanceTestClock,
  createTestClock,
  deleteTestClock,
  listTestClocks,
  type NewTestClock,
} from './commerce/test-clocks.ts'
export { type GrantVerdict, verifyGrant } from './commerce/verify-grant.ts'
export { createDeployment, type Deployment, type NewDeployment } from './deployments/create-deployment.ts'
export { deleteDeployment } from './deployments/delete-deployment.ts'
export { followLogs } from './deployments/follow-logs.ts'
export { getDeployment } from './deployments/get-deployment.ts'
export { type DeploymentMetrics, getMetrics } from './deployments/get-metrics.ts'
export { type InputValue, type Invocation, type InvokeOptions, invoke } from './deployments/invoke.ts'
export { type DeploymentFilters, listDeployments } from './deployments/list-deployments.ts'
export { type LogFilters, type LogLine, listLogs } from './deployments/list-logs.ts'
export { type DeploymentChange, updateDeployment } from './deployments/update-deployment.ts'
export { waitForDeployment } from './deployments/wait-for-deployment.ts'
export { type FsckFinding, type FsckOptions, type FsckTotals, fsck } from './fsck.ts'
export {
  deleteGraphNodeFile,
  deletePlugin,
  type Extension,
  type GraphNodeFile,
  type KindCounts,
  listGraphNodeFiles,
  listPlugins,
  type Plugin,
  reloadPlugins,
  switchGraphNodeFile,
  switchPlugin,
  uploadGraphNodeFile,
  uploadPlugin,
} from './graphs/extensions.ts'
export { type GraphDocument, readGraphFile } from './graphs/graph-file.ts'
export { type RunFrame, type RunGraphOptions, runGraph } from './graphs/run-graph.ts'
export {
  type ExampleGraph,
  exportGraph,
  exportGraphOnnx,
  getExampleGraph,
  listExampleGraphs,
  type PublishOptions,
  publishGraph,
  validateGraph,
} from './graphs/studio-calls.ts'
export { deleteGridModel } from './grid/delete-model.ts'
export { type GridIdentity, type GridPair, getGridIdentity } from './grid/grid-client.ts'
export { joinNetwork } from './grid/join-network.ts'
export { type GridModelSummary, listGridModels } from './grid/list-models.ts'
export { runGridModel } from './grid/run-model.ts'
export {
  type GridFound,
  listNetworkNodes,
  searchEncryptedModels,
  searchGridDatasets,
  searchGridModel,
} from './grid/search.ts'
export { joinShares, type RingTensor, shareWeights } from './grid/secret-shares.ts'
export { type ModelToServe, serveModel } from './grid/serve-model.ts'
export { type ModelToShare, type SharedModel, shareModel } from './grid/share-model.ts'
export { type BindOptions, bindHotkey } from './hotkeys/bind-hotkey.ts'
export { getValidator } from './hotkeys/get-validator.ts'
export { createHotkeyFile, openHotkeyFile, readHotkeyFile } from './hotkeys/hotkey-file.ts'
export { listHotkeys } from './hotkeys/list-hotkeys.ts'
export { unbindHotkey } from './hotkeys/unbind-hotkey.ts'
export { readNpyTensor } from './invoke/npy-tensor.ts'
export { type ImageSpec, pngTensor } from './invoke/png-tensor.ts'
export { type Elements, type Nested, type Tensor, toNested } from './invoke/tensor.ts'
export { type AddedMachine, addMachine, type NewMachine } from './machines/add-machine.ts'
export { deleteMachine } from './machines/delete-machine.ts'
export { getVerification, type Verification } from './machines/get-verification.ts'
export { type InventoryQuery, listMachines } from './machines/list-machines.ts'
export { listSupportedGpus } from './machines/list-supported-gpus.ts'
export { readOwnDevices } from './machines/read-own-devices.ts'
export { type AgentOptions, type RunningAgent, serveAgent } from './machines/serve-agent.ts'
export { waitForVerification } from './machines/wait-for-verification.ts'
export {
  createOauthApp,
  deleteOauthApp,
  listOauthApps,
  listOauthAuthorizations,
  type NewOauthApp,
  revokeOauthAuthorization,
} from './oauth/oauth-apps.ts'
export { take } from './pages.ts'
export { type PreparedPush, type PrepareOptions, preparePush } from './push/prepare-push.ts'
export { ManifestError, type ManifestIssue } from './push/read-manifest.ts'
export { type ArtifactKind, parseReference, type Reference, type Target } from './reference.ts'
export { createWebhookEndpoint, type NewWebhookEndpoint } from './webhooks/create-webhook-endpoint.ts'
export { deleteWebhookEndpoint } from './webhooks/delete-webhook-endpoint.ts'
export { followEvents } from './webhooks/follow-events.ts'
export { type Forwarded, forwardEvents, newWebhookSecret, signWebhook } from './webhooks/forward-events.ts'
export { type Event, type EventFilters, listEvents } from './webhooks/list-events.ts'
export { listWebhookDeliveries } from './webhooks/list-webhook-deliveries.ts'
export { listWebhookEndpoints } from './webhooks/list-webhook-endpoints.ts'
export { resendWebhooks } from './webhooks/resend-webhooks.ts'
export { rotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts'
export { type MadeUpEvent, triggerEvent } from './webhooks/trigger-event.ts'
export { updateWebhookEndpoint, type WebhookEndpointChange } from './webhooks/update-webhook-endpoint.ts'
export { verifyWebhook, WebhookError, type WebhookEvent } from './webhooks/verify-webhook.ts'
