import type { Command } from '../cli/command.ts'
import type { ArtifactKind } from '../reference.ts'
import { artifactAlias } from './artifact-alias.ts'
import { artifactCompare } from './artifact-compare.ts'
import { artifactDelete } from './artifact-delete.ts'
import { artifactInfo } from './artifact-info.ts'
import { artifactInspect } from './artifact-inspect.ts'
import { artifactList } from './artifact-list.ts'
import { artifactMetrics } from './artifact-metrics.ts'
import { artifactPublish } from './artifact-publish.ts'
import { artifactPull } from './artifact-pull.ts'
import { artifactUnpublish } from './artifact-unpublish.ts'
import { artifactVersions } from './artifact-versions.ts'
import { assetChecks } from './asset-checks.ts'
import { assetDiff } from './asset-diff.ts'
import { assetFind } from './asset-find.ts'
import { assetStar } from './asset-star.ts'
import { assetYank } from './asset-yank.ts'
import auditMoney from './audit-money.ts'
import balance from './balance.ts'
import buy from './buy.ts'
import clockAdvance from './clock-advance.ts'
import clockCreate from './clock-create.ts'
import clockDelete from './clock-delete.ts'
import clockList from './clock-list.ts'
import datasetAdd from './dataset-add.ts'
import datasetCreate from './dataset-create.ts'
import datasetPreview from './dataset-preview.ts'
import datasetPush from './dataset-push.ts'
import datasetSnapshot from './dataset-snapshot.ts'
import datasetStream from './dataset-stream.ts'
import deployCreate from './deploy-create.ts'
import deployDelete from './deploy-delete.ts'
import deployInfo from './deploy-info.ts'
import deployInvoke from './deploy-invoke.ts'
import deployList from './deploy-list.ts'
import deployLogs from './deploy-logs.ts'
import deployMetrics from './deploy-metrics.ts'
import deployUpdate from './deploy-update.ts'
import fsck from './fsck.ts'
import grantList from './grant-list.ts'
import grantShow from './grant-show.ts'
import grantVerify from './grant-verify.ts'
import graphExample from './graph-example.ts'
import graphExport from './graph-export.ts'
import graphNodesDelete from './graph-nodes-delete.ts'
import graphNodesDisable from './graph-nodes-disable.ts'
import graphNodesEnable from './graph-nodes-enable.ts'
import graphNodesList from './graph-nodes-list.ts'
import graphNodesUpload from './graph-nodes-upload.ts'
import graphPublish from './graph-publish.ts'
import graphRun from './graph-run.ts'
import graphValidate from './graph-validate.ts'
import gridDelete from './grid-delete.ts'
import gridJoin from './grid-join.ts'
import gridList from './grid-list.ts'
import gridRun from './grid-run.ts'
import gridSearch from './grid-search.ts'
import gridServe from './grid-serve.ts'
import gridShare from './grid-share.ts'
import gridStatus from './grid-status.ts'
import hotkeyBind from './hotkey-bind.ts'
import hotkeyCreate from './hotkey-create.ts'
import hotkeyList from './hotkey-list.ts'
import hotkeyUnbind from './hotkey-unbind.ts'
import invoices from './invoices.ts'
import keysCreate from './keys-create.ts'
import keysList from './keys-list.ts'
import keysRevoke from './keys-revoke.ts'
import keysRotate from './keys-rotate.ts'
import listingArchive from './listing-archive.ts'
import listingCreate from './listing-create.ts'
import listingList from './listing-list.ts'
import listingPublish from './listing-publish.ts'
import listingUnpublish from './listing-unpublish.ts'
import listingUpdate from './listing-update.ts'
import login from './login.ts'
import logout from './logout.ts'
import machineAdd from './machine-add.ts'
import machineDelete from './machine-delete.ts'
import machineList from './machine-list.ts'
import machineServe from './machine-serve.ts'
import machineStatus from './machine-status.ts'
import machineSupported from './machine-supported.ts'
import modelCreate from './model-create.ts'
import modelPush from './model-push.ts'
import oauthApps from './oauth-apps.ts'
import oauthCreate from './oauth-create.ts'
import oauthDelete from './oauth-delete.ts'
import orgAddMember from './org-add-member.ts'
import orgCreate from './org-create.ts'
import orgList from './org-list.ts'
import orgMembers from './org-members.ts'
import orgRemoveMember from './org-remove-member.ts'
import paymentMethodAdd from './payment-method-add.ts'
import paymentMethodList from './payment-method-list.ts'
import payoutCreate from './payout-create.ts'
import payouts from './payouts.ts'
import pluginDelete from './plugin-delete.ts'
import pluginDisable from './plugin-disable.ts'
import pluginEnable from './plugin-enable.ts'
import pluginList from './plugin-list.ts'
import pluginReload from './plugin-reload.ts'
import pluginUpload from './plugin-upload.ts'
import purchases from './purchases.ts'
import refund from './refund.ts'
import statement from './statement.ts'
import subscriptionCancel from './subscription-cancel.ts'
import subscriptionList from './subscription-list.ts'
import usageReport from './usage-report.ts'
import userCreate from './user-create.ts'
import webhooksCreate from './webhooks-create.ts'
import webhooksDelete from './webhooks-delete.ts'
import webhooksEvents from './webhooks-events.ts'
import webhooksList from './webhooks-list.ts'
import webhooksListen from './webhooks-listen.ts'
import webhooksResend from './webhooks-resend.ts'
import webhooksTrigger from './webhooks-trigger.ts'
import whoami from './whoami.ts'

/** What can be done with models and datasets alike. */
const artifactCommands = (kind: ArtifactKind): [string, Command][] => [
  [`${kind} pull`, artifactPull(kind)],
  [`${kind} list`, artifactList(kind)],
  [`${kind} info`, artifactInfo(kind)],
  [`${kind} versions`, artifactVersions(kind)],
  [`${kind} compare`, artifactCompare(kind)],
  [`${kind} alias`, artifactAlias(kind)],
  [`${kind} metrics`, artifactMetrics(kind)],
  [`${kind} publish`, artifactPublish(kind)],
  [`${kind} unpublish`, artifactUnpublish(kind)],
  [`${kind} delete`, artifactDelete(kind)],
  [`${kind} inspect`, artifactInspect(kind)],
  [`${kind} find`, assetFind(kind)],
  [`${kind} star`, assetStar(kind)],
  [`${kind} yank`, assetYank(kind)],
  [`${kind} diff`, assetDiff(kind)],
  [`${kind} checks`, assetChecks(kind)],
]

/** Every command under its full name, in the order of the help. A test sees to it that none is forgotten. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['model create', modelCreate],
  ['model push', modelPush],
  ...artifactCommands('model'),
  ['dataset create', datasetCreate],
  ['dataset add', datasetAdd],
  ['dataset snapshot', datasetSnapshot],
  ['dataset preview', datasetPreview],
  ['dataset stream', datasetStream],
  ['dataset push', datasetPush],
  ...artifactCommands('dataset'),
  ['deploy create', deployCreate],
  ['deploy list', deployList],
  ['deploy info', deployInfo],
  ['deploy invoke', deployInvoke],
  ['deploy logs', deployLogs],
  ['deploy metrics', deployMetrics],
  ['deploy update', deployUpdate],
  ['deploy delete', deployDelete],
  ['graph example', graphExample],
  ['graph run', graphRun],
  ['graph validate', graphValidate],
  ['graph export', graphExport],
  ['graph publish', graphPublish],
  ['graph-nodes list', graphNodesList],
  ['graph-nodes upload', graphNodesUpload],
  ['graph-nodes enable', graphNodesEnable],
  ['graph-nodes disable', graphNodesDisable],
  ['graph-nodes delete', graphNodesDelete],
  ['plugin list', pluginList],
  ['plugin upload', pluginUpload],
  ['plugin enable', pluginEnable],
  ['plugin disable', pluginDisable],
  ['plugin delete', pluginDelete],
  ['plugin reload', pluginReload],
  ['grid serve', gridServe],
  ['grid list', gridList],
  ['grid run', gridRun],
  ['grid delete', gridDelete],
  ['grid search', gridSearch],
  ['grid join', gridJoin],
  ['grid share', gridShare],
  ['grid status', gridStatus],
  ['machine serve', machineServe],
  ['machine add', machineAdd],
  ['machine list', machineList],
  ['machine status', machineStatus],
  ['machine delete', machineDelete],
  ['machine supported', machineSupported],
  ['hotkey create', hotkeyCreate],
  ['hotkey bind', hotkeyBind],
  ['hotkey list', hotkeyList],
  ['hotkey unbind', hotkeyUnbind],
  ['webhooks create', webhooksCreate],
  ['webhooks list', webhooksList],
  ['webhooks events', webhooksEvents],
  ['webhooks resend', webhooksResend],
  ['webhooks listen', webhooksListen],
  ['webhooks trigger', webhooksTrigger],
  ['webhooks delete', webhooksDelete],
  ['oauth apps', oauthApps],
  ['oauth create', oauthCreate],
  ['oauth delete', oauthDelete],
  ['listing create', listingCreate],
  ['listing list', listingList],
  ['listing update', listingUpdate],
  ['listing publish', listingPublish],
  ['listing unpublish', listingUnpublish],
  ['listing archive', listingArchive],
  ['buy', buy],
  ['purchases', purchases],
  ['refund', refund],
  ['subscription list', subscriptionList],
  ['subscription cancel', subscriptionCancel],
  ['invoices', invoices],
  ['usage report', usageReport],
  ['balance', balance],
  ['payouts', payouts],
  ['payout create', payoutCreate],
  ['statement', statement],
  ['payment-method add', paymentMethodAdd],
  ['payment-method list', paymentMethodList],
  ['grant list', grantList],
  ['grant show', grantShow],
  ['grant verify', grantVerify],
  ['clock create', clockCreate],
  ['clock advance', clockAdvance],
  ['clock list', clockList],
  ['clock delete', clockDelete],
  ['audit money', auditMoney],
  ['login', login],
  ['logout', logout],
  ['whoami', whoami],
  ['keys create', keysCreate],
  ['keys list', keysList],
  ['keys revoke', keysRevoke],
  ['keys rotate', keysRotate],
  ['user create', userCreate],
  ['org create', orgCreate],
  ['org list', orgList],
  ['org members', orgMembers],
  ['org add-member', orgAddMember],
  ['org remove-member', orgRemoveMember],
  ['fsck', fsck],
])

/** Other words for the same. */
export const ALIASES: ReadonlyMap<string, string> = new Map(
  (['model', 'dataset'] as const).flatMap((kind): [string, string][] => [
    [`${kind} ls`, `${kind} list`],
    [`${kind} upload`, `${kind} push`],
    [`${kind} download`, `${kind} pull`],
  ]),
)
