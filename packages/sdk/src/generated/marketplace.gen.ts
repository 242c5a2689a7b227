// Made by `npm run generate` from /openapi/marketplace.json. Do not edit.
export interface paths {
    "/v1/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you have earned: to spend or be paid out now, held back, and on its way
         * @description Earnings are pending for seven days.
         */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that added to your balance or took from it, the newest first */
        get: operations["listBalanceTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as a CSV file, the oldest first, however long
         * @description Columns: created_at, type, id, source_id, purchase_id, currency, amount_minor, available_at. Amounts are minor units, below zero for what was taken.
         */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/money_audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add up all the books of this installation, as an administrator
         * @description What was sold, charged, refunded and paid out against what the ledger moved, and every paid purchase against its grant.
         */
        post: operations["auditMoney"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find datasets: everybody's public ones, all of your own, and what you bought
         * @description The most popular first. Each word of `q` must begin a word of the name, the owner, the summary or a tag, in any case; there is no stemming.
         */
        get: operations["listDatasets"];
        put?: never;
        /** Add a dataset, seen by its owner's members until it is made public */
        post: operations["createDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many datasets have which task, framework, format, licence
         * @description Of all that the same words and filters find. Each facet heeds all filters but its own, so that another of its values can still be chosen. The first 5,000 of a list are counted: where there are more, `is_complete` is false, and each count says "at least".
         */
        get: operations["listDatasetFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dataset */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what is said of a dataset, or who sees it
         * @description To be `public` it needs a published revision whose checks pass. The licence can be changed until there is a revision; after that only by a new one.
         */
        patch: operations["updateDataset"];
        trace?: never;
    };
    "/v1/datasets/{id}/star": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a dataset your star */
        post: operations["starDataset"];
        /** Take your star back from a dataset */
        delete: operations["unstarDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The revisions of a dataset, the highest first */
        get: operations["listDatasetRevisions"];
        put?: never;
        /**
         * Begin a revision of a dataset
         * @description Answers which of the files have to be sent, and where; those that are here already are not sent again. Asking again for the same goes on with the same uploads. A change of the licence, of inputs or outputs needs the next MAJOR.
         */
        post: operations["openDatasetRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One revision of a dataset, with its files
         * @description A number that was begun and is not published yet is shown to the owner's contributors.
         */
        get: operations["getDatasetRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions/{revision}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a revision of a dataset whose files have all arrived
         * @description Every file is looked at: one that lies is refused. It can never be changed after this. Where the dataset is public, its checks must pass. Asking again gives the same answer.
         */
        post: operations["publishDatasetRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions/{revision}/yank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advise against a revision of a dataset
         * @description Its files stay, and downloads of it carry a warning; `latest` and ranges pass it by.
         */
        post: operations["yankDatasetRevision"];
        /** Take back that a revision of a dataset was yanked */
        delete: operations["unyankDatasetRevision"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions/{revision}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands between a revision of a dataset and the public
         * @description It can be made public or listed when nothing has `failed`.
         */
        get: operations["listDatasetChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions/{revision}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The card of a revision of a dataset, and what was read in its files
         * @description Formats, tensors and what would run when a file is loaded, from the headers alone.
         */
        get: operations["getDatasetContents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of a dataset
         * @description By default its largest part. The address in `Location` needs no key and works for 15 minutes; the header `X-Nodedata-Revision` says which revision it is, and `X-Nodedata-Yanked` why one should not use it. What was bought comes with its grant: `X-Nodedata-Grant`, and the signed document in Base64 as `X-Nodedata-Grant-Document`.
         */
        get: operations["downloadDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/revisions/{revision}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed between two revisions of a dataset
         * @description Files, tensors (read from the safetensors and ONNX files themselves, down to how many parameters differ), metrics, licence, inputs and outputs, and `config.json`.
         */
        get: operations["diffDatasetRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/shards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The shards of a dataset, by name
         * @description Of the latest revision, or of the one that is named; contributors see what will be the next revision.
         */
        get: operations["listShards"];
        put?: never;
        /**
         * Add a shard to a dataset
         * @description By JSON, or by the creation of tus 1.0 (`Upload-Length`, and `Upload-Metadata` with `filename`, and if known `split` and `sha256`), so that any tus client can be pointed here. The bytes go to `upload_url`, and can be resumed there. A table must have the columns of the schema; the first one gives it to a dataset without one. 200 `exists` means that identical bytes are here already: there is nothing to send.
         */
        post: operations["createShard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/shards/{shard}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a shard
         * @description Honours `Range`.
         */
        get: operations["getShard"];
        put?: never;
        post?: never;
        /** Take a shard out of what will be the next revision */
        delete: operations["deleteShard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a revision of the shards as they are now
         * @description It is a list of names and hashes: what did not change since the last revision costs nothing, and where nothing changed it is the last one. Of a public dataset it is public at once, so its checks must pass.
         */
        post: operations["publishDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first rows of a dataset
         * @description Of a Parquet, Arrow, CSV or JSONL file. Long texts and lists are cut; bytes are Base64, whole numbers beyond 2^53 text.
         */
        get: operations["previewDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deployments/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A deployment's log, the newest lines first, or followed */
        get: operations["listDeploymentLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deployments/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a deployment did lately, on all servers */
        get: operations["getDeploymentMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your deployments and those of your organisations, the newest first */
        get: operations["listDeployments"];
        put?: never;
        /**
         * Put a version of a model behind an endpoint
         * @description It can be invoked at once: the first invocation waits until the model is loaded.
         */
        post: operations["createDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deployments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A deployment */
        get: operations["getDeployment"];
        put?: never;
        post?: never;
        /**
         * Remove a deployment
         * @description Invocations in flight are answered; a second later there is nothing anywhere.
         */
        delete: operations["deleteDeployment"];
        options?: never;
        head?: never;
        /**
         * Change settings, move to another version, stop or start
         * @description Another version is loaded beside the one that answers and takes its place when it is ready: no invocation is dropped. If it cannot be loaded, the one before goes on and `error` says why.
         */
        patch: operations["updateDeployment"];
        trace?: never;
    };
    "/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Disputes of what you sold, the newest first */
        get: operations["listDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dispute */
        get: operations["getDispute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a dispute, as the seller
         * @description In test mode the texts `winning_evidence` and `losing_evidence` decide it.
         */
        post: operations["answerDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test_helpers/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dispute a purchase, in test mode, as a buyer’s bank would */
        post: operations["openTestDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test_helpers/disputes/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a dispute, in test mode */
        post: operations["closeTestDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, the newest first, or followed */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell every endpoint that wants it of an event again */
        post: operations["resendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an event up, to try out your endpoints: in test mode only */
        post: operations["triggerEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fsck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check that every stored file is what its record says
         * @description For administrators. The answer is one JSON object a line (`application/x-ndjson`), as the check goes on: `{event: "missing"|"damaged"|"orphan", sha256, size, versions, repaired}` for what is wrong, `{event: "progress"|"done", blobs, bytes, missing, damaged, orphan, repaired}` with the counts so far. An answer without `done` broke off.
         */
        post: operations["fsck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you may use because you bought it, or what you have sold, the newest first */
        get: operations["listGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A grant and its signed document */
        get: operations["getGrant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grants/{id}/seats/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a seat of a grant to somebody */
        put: operations["addSeat"];
        post?: never;
        /** Take a seat back */
        delete: operations["removeSeat"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grant_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The key that grants are signed with, and where their log stands
         * @description With it a grant can be verified without this server (`nodeyard grant verify`). Who keeps the head of the log sees whether anything before it was ever changed.
         */
        get: operations["getGrantKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grant_verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a document is a grant of this installation, unchanged, and whether it still holds */
        post: operations["verifyGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grant_audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follow the whole log of grants, every hash and signature, as an administrator */
        post: operations["auditGrants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hardware": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What models can run on here */
        get: operations["listHardware"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hotkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What to sign to bind a hotkey to your account or an organisation of yours
         * @description Sign `<hotkey>:<nonce>:<purpose>` with the sr25519 key; the nonce is the time in seconds. `validator` is the key this server signs with when it asks the agents of machines.
         */
        get: operations["getHotkeyChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hotkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your hotkeys, or an organisation's, by address */
        get: operations["listHotkeys"];
        put?: never;
        /**
         * Bind a hotkey to your account or an organisation of yours
         * @description The signature proves that you hold the key: sr25519 over `<hotkey>:<nonce>:<purpose>`, the purpose as `GET /v1/hotkeys/challenge` answers it. Machines that it signs for belong to that account then.
         */
        post: operations["bindHotkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hotkeys/{hotkey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Unbind a hotkey that no machine belongs to */
        delete: operations["unbindHotkey"];
        options?: never;
        head?: never;
        /** Block a hotkey or allow it again, as an administrator */
        patch: operations["blockHotkey"];
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your keys, the newest first, those that ended too */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make an API key
         * @description It takes an unrestricted key. A retry with the same `Idempotency-Key` and by the same key gets the secret again; by another key of the account it is a 409.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your keys */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description It stops working within a second everywhere. A restricted key may revoke itself only. Prefer `POST /v1/keys/revoke` for a key's own text: paths end up in other people's logs.
         */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        /** Rename your key, or set anybody's limits as an administrator */
        patch: operations["updateKey"];
        trace?: never;
    };
    "/v1/keys/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a key, named in the body
         * @description As `DELETE /v1/keys/{id}`, for when all you have is the text of a key that leaked: it stays out of the path, and so out of logs.
         */
        post: operations["revokeKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a key by a new one of the same kind
         * @description Both work during the overlap, so that whoever uses the old one can be given the new one. The new key lives as long as the old one was made to live.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every licence that is known here, with what it allows */
        get: operations["listLicenses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much the key that asks may ask
         * @description What is left of it is in the headers `X-RateLimit-*` of every answer.
         */
        get: operations["getLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where each revision of a model came from, and where it went */
        get: operations["getModelLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is offered, the newest first
         * @description Of your own (`owner`), every state; of others', what is published. Without a key: what is offered in live mode.
         */
        get: operations["listListings"];
        put?: never;
        /**
         * Make a listing for a model or dataset of yours, as a draft
         * @description One asset may have several. The listing belongs to the mode of the key.
         */
        post: operations["createListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce a picture or film for a gallery
         * @description Send the bytes to `upload_url`, by one PUT or by tus; then name `blob` in the gallery of a listing. What is here already need not be sent.
         */
        post: operations["openListingMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A listing */
        get: operations["getListing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a listing
         * @description A new price is for new purchases; subscriptions go on at theirs.
         */
        patch: operations["updateListing"];
        trace?: never;
    };
    "/v1/listings/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer a listing
         * @description One under terms of your own is reviewed by an administrator first.
         */
        post: operations["publishListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/unpublish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a listing down
         * @description What was bought stays bought.
         */
        post: operations["unpublishListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a listing away for good */
        post: operations["archiveListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a listing be bought that was in review, as an administrator */
        post: operations["approveListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a listing in review back to its owner, as an administrator */
        post: operations["rejectListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take down anybody’s listing, as an administrator */
        post: operations["suspendListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a suspended listing back to its owner, as an administrator */
        post: operations["reinstateListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your machines, or an organisation's, and how they proved what they are, the newest first
         * @description Machines are added at `POST /nodes/`, by `nodeyard machine serve` and `machine add`.
         */
        get: operations["listMachines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your machines or of your organisations */
        get: operations["getMachine"];
        put?: never;
        post?: never;
        /**
         * Remove a machine with all its devices
         * @description The deployments on it are stopped.
         */
        delete: operations["deleteMachine"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machines/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a machine prove itself anew, now
         * @description It is done in the background: read the machine until it is no longer `pending`.
         */
        post: operations["verifyMachine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account that owns the key */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your name, email address or password
         * @description A new password signs out every other browser. API keys stay as they are.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/visitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in with the browser that asks, if anybody
         * @description What a page asks before it knows: no error for nobody. Keys are not looked at: `GET /v1/me`.
         */
        get: operations["getVisitor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of an organisation by their slugs, for any of them */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{slug}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member of an organisation, for any of them */
        get: operations["getMember"];
        /**
         * Make a user a member, or give a member another role
         * @description For admins; owners are made and unmade by owners only, and the last one stays.
         */
        put: operations["setMember"];
        post?: never;
        /**
         * Remove a member, or leave
         * @description Everybody may leave, except the last owner.
         */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find models: everybody's public ones, all of your own, and what you bought
         * @description The most popular first. Each word of `q` must begin a word of the name, the owner, the summary or a tag, in any case; there is no stemming.
         */
        get: operations["listModels"];
        put?: never;
        /** Add a model, seen by its owner's members until it is made public */
        post: operations["createModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many models have which task, framework, format, licence
         * @description Of all that the same words and filters find. Each facet heeds all filters but its own, so that another of its values can still be chosen. The first 5,000 of a list are counted: where there are more, `is_complete` is false, and each count says "at least".
         */
        get: operations["listModelFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what is said of a model, or who sees it
         * @description To be `public` it needs a published revision whose checks pass. The licence can be changed until there is a revision; after that only by a new one.
         */
        patch: operations["updateModel"];
        trace?: never;
    };
    "/v1/models/{id}/star": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a model your star */
        post: operations["starModel"];
        /** Take your star back from a model */
        delete: operations["unstarModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The revisions of a model, the highest first */
        get: operations["listModelRevisions"];
        put?: never;
        /**
         * Begin a revision of a model
         * @description Answers which of the files have to be sent, and where; those that are here already are not sent again. Asking again for the same goes on with the same uploads. A change of the licence, of inputs or outputs needs the next MAJOR.
         */
        post: operations["openModelRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One revision of a model, with its files
         * @description A number that was begun and is not published yet is shown to the owner's contributors.
         */
        get: operations["getModelRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions/{revision}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a revision of a model whose files have all arrived
         * @description Every file is looked at: one that lies is refused. It can never be changed after this. Where the model is public, its checks must pass. Asking again gives the same answer.
         */
        post: operations["publishModelRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions/{revision}/yank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advise against a revision of a model
         * @description Its files stay, and downloads of it carry a warning; `latest` and ranges pass it by.
         */
        post: operations["yankModelRevision"];
        /** Take back that a revision of a model was yanked */
        delete: operations["unyankModelRevision"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions/{revision}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands between a revision of a model and the public
         * @description It can be made public or listed when nothing has `failed`.
         */
        get: operations["listModelChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions/{revision}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The card of a revision of a model, and what was read in its files
         * @description Formats, tensors and what would run when a file is loaded, from the headers alone.
         */
        get: operations["getModelContents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of a model
         * @description By default its weights. The address in `Location` needs no key and works for 15 minutes; the header `X-Nodedata-Revision` says which revision it is, and `X-Nodedata-Yanked` why one should not use it. What was bought comes with its grant: `X-Nodedata-Grant`, and the signed document in Base64 as `X-Nodedata-Grant-Document`.
         */
        get: operations["downloadModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{id}/revisions/{revision}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed between two revisions of a model
         * @description Files, tensors (read from the safetensors and ONNX files themselves, down to how many parameters differ), metrics, licence, inputs and outputs, and `config.json`.
         */
        get: operations["diffModelRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your apps, the newest first */
        get: operations["listOauthApps"];
        put?: never;
        /** Register an app that people can let act for them */
        post: operations["createOauthApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your apps */
        get: operations["getOauthApp"];
        put?: never;
        post?: never;
        /** Remove an app, and end every token it was given */
        delete: operations["deleteOauthApp"];
        options?: never;
        head?: never;
        /** Change an app; what people have allowed it stays */
        patch: operations["updateOauthApp"];
        trace?: never;
    };
    "/v1/oauth/apps/{id}/rotate_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the secret of an app; the one before ends at once */
        post: operations["rotateOauthSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The apps you let act for you */
        get: operations["listOauthAuthorizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/authorizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let an app act for you no longer */
        delete: operations["revokeOauthAuthorization"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisations you are a member of, the newest first */
        get: operations["listOrgs"];
        put?: never;
        /**
         * Add an organisation, with you as its first owner
         * @description Users and organisations share one set of slugs.
         */
        post: operations["createOrg"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your organisations */
        get: operations["getOrg"];
        put?: never;
        post?: never;
        /** Remove an organisation that owns nothing any more, as one of its owners */
        delete: operations["deleteOrg"];
        options?: never;
        head?: never;
        /** Rename an organisation, as one of its admins */
        patch: operations["updateOrg"];
        trace?: never;
    };
    "/v1/payment_methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your payment methods, the newest first */
        get: operations["listPaymentMethods"];
        put?: never;
        /**
         * Keep a payment method
         * @description The token is what the payment provider gave the browser; in test mode a test card: `pm_card_visa`, `pm_card_chargeDeclined`, `pm_card_authenticationRequired`, `pm_card_delay_<ms>`, `pm_card_timeout`, …
         */
        post: operations["createPaymentMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_methods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A payment method */
        get: operations["getPaymentMethod"];
        put?: never;
        post?: never;
        /** Forget a payment method */
        delete: operations["deletePaymentMethod"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your payouts, the newest first
         * @description They are made every Monday of what is available then, from 2500 minor units on.
         */
        get: operations["listPayouts"];
        put?: never;
        /**
         * Have what is available paid out now, instead of next Monday
         * @description At least 2500 minor units.
         */
        post: operations["createPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A payout */
        get: operations["getPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout_destination": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where payouts go
         * @description Null before you said so. Test money goes to `ba_test` if nothing else is said.
         */
        get: operations["getPayoutDestination"];
        /**
         * Say where payouts go
         * @description In live mode a connected account, `acct_…`; in test mode `ba_test`, `ba_test_fail` or `ba_test_instant`.
         */
        put: operations["setPayoutDestination"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{id}/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What buying a listing would cost you now
         * @description A trial is had once by whoever has subscribed to the same asset, for whatever account.
         */
        get: operations["quotePurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you bought, or what was bought from you, the newest first */
        get: operations["listPurchases"];
        put?: never;
        /**
         * Buy what a listing offers
         * @description With an `Idempotency-Key` it is made once, whatever happens to the server or the connection. A declined card is a 402. `requires_action` and `processing` are not paid yet. A trial is had once: who subscribes again pays from the first day, which `trial_end` and `GET /v1/listings/{id}/quote` show.
         */
        post: operations["createPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A purchase, for its buyer and its seller */
        get: operations["getPurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/purchases/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a purchase after its next action */
        post: operations["confirmPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refunds of what you bought or sold, the newest first */
        get: operations["listRefunds"];
        put?: never;
        /**
         * Give money back, all or a part
         * @description Buyers within fourteen days, and of a one-time purchase while nothing was downloaded; sellers any of their sales. The fee goes back in proportion. A full refund revokes the grant.
         */
        post: operations["createRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A refund */
        get: operations["getRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test_helpers/refunds/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a refund come back, in test mode, as one to a closed card does */
        post: operations["failTestRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The token of the session that asks, for a page that was loaded anew
         * @description Every page of one browser gets the same token. 404 when a key asks.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in with a browser
         * @description Sets an HttpOnly cookie that stands for an unrestricted key on every surface. After too many failures for an address or an email address, 429 with `Retry-After`. `Idempotency-Key` is ignored.
         */
        post: operations["createSession"];
        /**
         * Sign out
         * @description Ends the session that asks. By a key it does nothing.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        /**
         * Switch the browser that asks between test mode and live mode
         * @description From its next request on, the session stands for an unrestricted key of that mode. 404 when a key asks: the mode of a key never changes.
         */
        patch: operations["updateSession"];
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the administrator has yet to choose a password */
        get: operations["getSetup"];
        put?: never;
        /**
         * Choose the administrator's email address and first password
         * @description With the token of the link that the server prints when it starts. It works once, for a day, and from this computer only unless the server is reached by HTTPS.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your subscriptions, or those to what you sell, the newest first */
        get: operations["listSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A subscription, and what was used in the period that runs */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what a subscription is paid with, or whether it ends with its period
         * @description A payment that failed is tried again at once with a new payment method.
         */
        patch: operations["updateSubscription"];
        trace?: never;
    };
    "/v1/subscriptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a subscription
         * @description With the period that is paid, or now; what was used until then is billed.
         */
        post: operations["cancelSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage_records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report what a subscriber used, as the seller
         * @description For what is used behind a gateway of your own; invocations of deployments here are counted by themselves. It is billed at the end of the period.
         */
        post: operations["createUsageRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invoices you got, or that were made for what you sell, the newest first */
        get: operations["listInvoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An invoice */
        get: operations["getInvoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test_clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your test clock and those of your organisations */
        get: operations["listTestClocks"];
        put?: never;
        /**
         * Give your account a time of its own in test mode
         * @description From then on trials, renewals, payouts and webhook retries of your test mode happen only when the clock is advanced. An account has one clock at most. Deleting it ends what lived by it.
         */
        post: operations["createTestClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test_clocks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A test clock */
        get: operations["getTestClock"];
        put?: never;
        post?: never;
        /** Take a test clock away */
        delete: operations["deleteTestClock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test_clocks/{id}/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go forward in time, and do everything that is due on the way
         * @description Answers when it is done. At most two years at once.
         */
        post: operations["advanceTestClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a user, as an administrator */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What everybody here may know of a user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your endpoints in the mode of the key, the newest first */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Be told of events at an address of yours
         * @description The answer holds the secret that deliveries are signed with, this once.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your endpoints */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /** Remove an endpoint and its log */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint, disable it, or enable it again
         * @description What happens while an endpoint is disabled is not sent to it later by itself: `POST /v1/webhook_endpoints/{id}/resend` does that.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/rotate_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of an endpoint
         * @description During the overlap deliveries carry a signature by each secret: the receiver accepts either, and can be given the new one in between.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an endpoint was told, and how it answered */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/events/{event_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell an endpoint of one event again */
        post: operations["resendWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell an endpoint again of all events since a moment */
        post: operations["resendWebhooksSince"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deployments/{id}/invoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run the model
         * @description Inputs are named tensors of exactly the dtypes and shapes the model declares; a 422 says which is wrong and what was expected. A model that takes batches takes `[batch, …]`: one sample is `[1, …]`.
         *
         *     **JSON**, up to 8 MiB: nested arrays, or `{shape, dtype, data}`. **Binary**, up to 64 MiB: `application/vnd.safetensors`, its tensors named like the inputs; or `application/x-npy` for a model with one input. Outputs come back in the form the inputs came in (several outputs of an npy request as safetensors), unless `Accept` names another. Binary answers say `X-Invocation-Id` and `Server-Timing`.
         *
         *     Requests that arrive together may share a run; each gets its own rows. The last digits of a float may differ with the number of rows, as they do between any two batch sizes.
         */
        post: operations["invokeDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stripe_events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where Stripe sends its events
         * @description Signed with `STRIPE_WEBHOOK_SECRET`. Payments, disputes and reversed transfers.
         */
        post: operations["receiveStripeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send all bytes of an upload
         * @description The body, of whatever type, is the blob. For large ones prefer PATCH, which resumes.
         */
        put: operations["putUpload"];
        post?: never;
        /** End an upload and drop what has arrived */
        delete: operations["cancelUpload"];
        /** What of tus this server can do */
        options: operations["describeUploads"];
        head?: never;
        /**
         * Send the next bytes of an upload
         * @description Bytes of any number as `application/offset+octet-stream`, from where `Upload-Offset` says. What had come before a connection broke is kept.
         */
        patch: operations["appendToUpload"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The one shape of every error. */
        Error: {
            error: {
                /**
                 * @description What went wrong, for programs.
                 * @enum {string}
                 */
                code: "invalid_json" | "invalid_request" | "unauthorized" | "key_expired" | "key_revoked" | "licence_required" | "payment_failed" | "insufficient_balance" | "forbidden" | "insufficient_scope" | "mode_mismatch" | "not_found" | "method_not_allowed" | "conflict" | "already_exists" | "revision_exists" | "revision_immutable" | "idempotency_mismatch" | "idempotency_in_progress" | "upload_offset_conflict" | "upload_incomplete" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "validation_failed" | "checksum_mismatch" | "unsupported_format" | "scan_blocked" | "upload_locked" | "upgrade_required" | "rate_limited" | "internal" | "runtime_unavailable" | "payments_unavailable" | "upstream_failed" | "deployment_cold" | "unavailable" | "timeout" | "storage_full";
                /** @description What went wrong, for people. */
                message: string;
                /** @description The offending input, when one is to blame. */
                field?: string;
                /** @description Also in the header `X-Request-Id`. */
                request_id: string;
            };
        };
        Deployment: {
            /** @example dep_01J9Z3K6M8Q4T7V2X5Y0A1B2C3 */
            id: string;
            /** @description Where to invoke it. */
            url: string;
            owner: {
                id: string;
                slug: string;
            };
            /** @description `owner/name`. */
            model: string;
            model_id: string;
            /** @description The version that answers. */
            revision: string;
            next_revision: string | null;
            runtime: string;
            /**
             * @description An invocation waits for a deployment that is queued, starting or scaled to zero; while it is updating the version before answers. One that failed or was stopped answers 409.
             * @enum {unknown}
             */
            status: "queued" | "building" | "starting" | "ready" | "scaled_to_zero" | "updating" | "failed" | "stopped";
            error: string | null;
            region: string;
            hardware: string;
            min_replicas: number;
            max_replicas: number;
            scale_to_zero_after_s: number;
            batching: {
                max_rows: number;
                window_ms: number;
            };
            timeout_ms: number;
            max_queue: number;
            rate_limit: number | null;
            inputs: {
                name: string;
                dtype: string | null;
                /** @description A name or null is an axis of any size. */
                shape: (number | string | null)[] | null;
            }[] | null;
            outputs: {
                name: string;
                dtype: string | null;
                /** @description A name or null is an axis of any size. */
                shape: (number | string | null)[] | null;
            }[] | null;
            /** @description To some seconds. */
            last_invoked_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00Z
             */
            updated_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getBalance: {
        parameters: {
            query?: {
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        available: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        }[];
                        pending: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        }[];
                        in_transit: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listBalanceTransactions: {
        parameters: {
            query?: {
                owner?: string;
                /** @description ISO 4217, in lower case. */
                currency?: "usd" | "eur" | "gbp";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description `charge`, `refund`, `refund_returned`, `payout`, `payout_returned`, `dispute`, `dispute_won`. */
                            type: string;
                            /** @description The purchase, refund, payout or dispute that moved it. */
                            source_id: string;
                            purchase_id: string | null;
                            /** @description What was bought and by whom, in words. */
                            parties?: {
                                /** @description Of the listing, as it is called now. */
                                title: string;
                                asset: {
                                    /** @enum {unknown} */
                                    kind: "model" | "dataset";
                                    /** @description `owner/name`. */
                                    slug: string;
                                };
                                /** @description A slug. */
                                buyer: string;
                                /** @description A slug. */
                                seller: string;
                            };
                            amount: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            available_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getStatement: {
        parameters: {
            query?: {
                owner?: string;
                /** @description ISO 4217, in lower case. */
                currency?: "usd" | "eur" | "gbp";
                /** @description From this time on. */
                from?: string;
                /** @description Up to this time, without it. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    auditMoney: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        purchases: number;
                        movements: number;
                        unfinished: number;
                        problems: {
                            problem: string;
                            id: string;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                /** @description Words to find it by. */
                q?: string;
                format?: string;
                /** @description An SPDX identifier, or `Commercial` for everything under ND-* and custom terms. */
                license?: string;
                /** @description Default: `popular`. `newest` and `updated` begin with the latest. */
                sort?: "popular" | "newest" | "updated" | "name";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @example acme/grasp-policy-v2 */
                            slug: string;
                            name: string;
                            owner: {
                                id: string;
                                slug: string;
                            };
                            modality: string[];
                            format: string | null;
                            rows: number | null;
                            schema: {
                                splits: string[];
                                fields: {
                                    [key: string]: {
                                        type: string;
                                        /** @description -1 for an axis of any size. */
                                        shape: number[];
                                    };
                                };
                            } | null;
                            license: string | null;
                            price: {
                                /** @example usd */
                                currency: string;
                                /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                                amount: number;
                                /** @enum {unknown} */
                                model: "one_time" | "subscription" | "usage";
                            };
                            latest_revision: string | null;
                            /** @description All that can be had, the oldest first. */
                            revisions: string[];
                            downloads: number;
                            stars: number;
                            /** @description Whether one of them is yours. */
                            starred: boolean;
                            summary: string | null;
                            tags: string[];
                            /** @enum {unknown} */
                            visibility: "public" | "private";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            updated_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createDataset: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name in addresses: letters, digits, `.`, `_`, `-`. It cannot be changed. */
                    slug: string;
                    /** @description Who is to own it. Default: you. */
                    owner?: string;
                    /** @description The name as people write it. */
                    name: string;
                    /** @description An SPDX identifier or expression, `ND-Commercial-…`, or `LicenseRef-Custom`. */
                    license: string;
                    /** @description What its samples consist of: `rgb`, `depth`, `action`, … */
                    modality?: string[];
                    schema?: {
                        splits: string[];
                        fields: {
                            [key: string]: {
                                type: string;
                                /** @description -1 for an axis of any size. */
                                shape: number[];
                            };
                        };
                    };
                    /** @description What it is, in a sentence. */
                    summary?: string;
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        modality: string[];
                        format: string | null;
                        rows: number | null;
                        schema: {
                            splits: string[];
                            fields: {
                                [key: string]: {
                                    type: string;
                                    /** @description -1 for an axis of any size. */
                                    shape: number[];
                                };
                            };
                        } | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDatasetFacets: {
        parameters: {
            query?: {
                /** @description Words to find it by. */
                q?: string;
                format?: string;
                /** @description An SPDX identifier, or `Commercial` for everything under ND-* and custom terms. */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        is_complete: boolean;
                        facets: {
                            format: {
                                is_complete: boolean;
                                /** @description The most frequent first. */
                                values: {
                                    value: string;
                                    count: number;
                                }[];
                            };
                            license: {
                                is_complete: boolean;
                                /** @description The most frequent first. */
                                values: {
                                    value: string;
                                    count: number;
                                }[];
                            };
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        modality: string[];
                        format: string | null;
                        rows: number | null;
                        schema: {
                            splits: string[];
                            fields: {
                                [key: string]: {
                                    type: string;
                                    /** @description -1 for an axis of any size. */
                                    shape: number[];
                                };
                            };
                        } | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateDataset: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name as people write it. */
                    name?: string;
                    /** @description An SPDX identifier or expression, `ND-Commercial-…`, or `LicenseRef-Custom`. */
                    license?: string;
                    /** @description What it is, in a sentence. */
                    summary?: string;
                    tags?: string[];
                    /** @description What its samples consist of: `rgb`, `depth`, `action`, … */
                    modality?: string[];
                    schema?: {
                        splits: string[];
                        fields: {
                            [key: string]: {
                                type: string;
                                /** @description -1 for an axis of any size. */
                                shape: number[];
                            };
                        };
                    };
                    /** @enum {unknown} */
                    visibility?: "public" | "private";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        modality: string[];
                        format: string | null;
                        rows: number | null;
                        schema: {
                            splits: string[];
                            fields: {
                                [key: string]: {
                                    type: string;
                                    /** @description -1 for an axis of any size. */
                                    shape: number[];
                                };
                            };
                        } | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    starDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        modality: string[];
                        format: string | null;
                        rows: number | null;
                        schema: {
                            splits: string[];
                            fields: {
                                [key: string]: {
                                    type: string;
                                    /** @description -1 for an axis of any size. */
                                    shape: number[];
                                };
                            };
                        } | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unstarDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        modality: string[];
                        format: string | null;
                        rows: number | null;
                        schema: {
                            splits: string[];
                            fields: {
                                [key: string]: {
                                    type: string;
                                    /** @description -1 for an axis of any size. */
                                    shape: number[];
                                };
                            };
                        } | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDatasetRevisions: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string | null;
                            version: string;
                            /** @enum {unknown} */
                            status: "uploading" | "ready" | "published" | "yanked";
                            parent: string | null;
                            changelog: string | null;
                            license: string | null;
                            /** @description Bytes of all its files. */
                            size: number;
                            downloads: number;
                            manifest_sha256: string | null;
                            scan: ("safe" | "suspicious" | "dangerous") | null;
                            parameters: number | null;
                            rows: number | null;
                            metrics: {
                                [key: string]: number;
                            };
                            schema: {
                                source: string;
                                inputs: {
                                    name: string;
                                    dtype: string | null;
                                    shape: (number | string | null)[] | null;
                                }[];
                                outputs: {
                                    name: string;
                                    dtype: string | null;
                                    shape: (number | string | null)[] | null;
                                }[];
                            } | null;
                            yanked: {
                                reason: string | null;
                                at: string | null;
                            } | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openDatasetRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `X.Y.Z`, higher than its parent. */
                    version: string;
                    /** @description The revision it derives from. Default: the one below. */
                    parent?: string;
                    changelog?: string;
                    license?: string;
                    summary?: string;
                    /** @description What it was trained on: `owner/name`, or `owner/name@1.0.0`. */
                    dataset_refs?: string[];
                    base_model?: string;
                    files: {
                        /** @description Relative, with `/` between folders. */
                        path: string;
                        /** @description Bytes. */
                        size: number;
                        sha256: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready";
                        parent: string | null;
                        /** @description What has to be sent before it can be published. */
                        missing: {
                            path: string;
                            sha256: string;
                            size: number;
                            upload_id: string;
                            /** @description Takes one PUT with all bytes, or tus 1.0. */
                            upload_url: string;
                            /** @description How many bytes to send in one request at most. */
                            chunk_size: number;
                            /** @description How many bytes are here already. */
                            offset: number;
                        }[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDatasetRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        files: {
                            path: string;
                            size: number;
                            sha256: string;
                            split: string | null;
                            rows: number | null;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    publishDatasetRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description The number itself, `X.Y.Z`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    yankDatasetRevision: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description The number itself, `X.Y.Z`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unyankDatasetRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description The number itself, `X.Y.Z`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDatasetChecks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {unknown} */
                            id: "card" | "config" | "licence" | "licence_conflict" | "scan" | "checksum" | "schema";
                            /** @enum {unknown} */
                            status: "passed" | "warning" | "failed";
                            /** @description What is wrong and what to do about it. */
                            message: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDatasetContents: {
        parameters: {
            query?: {
                /** @description Of the tensors. */
                offset?: number;
                /** @description Tensors at once. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        aliases: string[];
                        card: string | null;
                        /** @description What its manifest says. */
                        about: {
                            [key: string]: unknown;
                        };
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        /** @description The files of known formats. */
                        files: {
                            path: string;
                            format: string;
                            parameters: number | null;
                            tensors: number | null;
                            verdict: ("safe" | "suspicious" | "dangerous") | null;
                            /** @description Why it is not safe. */
                            reasons: string[];
                        }[];
                        /** @description How many tensors have each. */
                        dtypes: {
                            [key: string]: number;
                        };
                        tensors: {
                            items: {
                                file: string;
                                name: string;
                                dtype: string;
                                shape: number[];
                            }[];
                            total: number;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    downloadDataset: {
        parameters: {
            query?: {
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision?: string;
                /** @description Which file. */
                path?: string;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address is in `Location`. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    diffDatasetRevisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /**
                 * @description `a..b`: two revisions, the older first.
                 * @example 1.0.0..1.1.0
                 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        files: {
                            added: {
                                path: string;
                                size: number;
                                sha256: string;
                            }[];
                            removed: {
                                path: string;
                                size: number;
                                sha256: string;
                            }[];
                            changed: {
                                path: string;
                                from: {
                                    path: string;
                                    size: number;
                                    sha256: string;
                                };
                                to: {
                                    path: string;
                                    size: number;
                                    sha256: string;
                                };
                            }[];
                        };
                        tensors: {
                            /** @description The first thousand that are not the same. */
                            items: {
                                file: string;
                                name: string;
                                /** @enum {unknown} */
                                change: "added" | "removed" | "changed";
                                dtype: string;
                                shape: number[];
                                parameters: number;
                                changed_parameters: number | null;
                            }[];
                            touched: number;
                            unchanged: number;
                            /** @description Of all tensors of the newer revision. */
                            parameters: number;
                            /** @description How many differ, are new or are gone. */
                            changed_parameters: number;
                            /** @description False where bytes could not all be compared. */
                            complete: boolean;
                            problems: string[];
                        };
                        metrics: {
                            name: string;
                            from: number | null;
                            to: number | null;
                            delta: number | null;
                        }[];
                        license: {
                            from: string | null;
                            to: string | null;
                        } | null;
                        /** @description What users of the older revision would trip over. */
                        breaking: string[];
                        config: {
                            path: string;
                            from: unknown;
                            to: unknown;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listShards: {
        parameters: {
            query?: {
                /** @description Of this revision. */
                revision?: string;
                split?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            split: string;
                            size: number;
                            sha256: string | null;
                            rows: number | null;
                            /** @enum {unknown} */
                            status: "arriving" | "present";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createShard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its path in the dataset, with `/` between folders (`%2F` in addresses). */
                    name: string;
                    /** @description Bytes. */
                    size: number;
                    /** @description Needed unless it comes by tus. */
                    sha256?: string;
                    /** @description Default: by its folder, or how its name begins. */
                    split?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "exists";
                        shard: {
                            name: string;
                            split: string;
                            size: number;
                            sha256: string | null;
                            rows: number | null;
                            /** @enum {unknown} */
                            status: "arriving" | "present";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload_id: string;
                        /** @description Takes one PUT with all bytes, or tus 1.0. */
                        upload_url: string;
                        /** @description How many bytes to send in one request at most. */
                        chunk_size: number;
                        /** @description How many bytes are here already. */
                        offset: number;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getShard: {
        parameters: {
            query?: {
                /** @description Of this revision. */
                revision?: string;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description Its path in the dataset, with `/` between folders (`%2F` in addresses). */
                shard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description Default Response */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description Done; there is nothing to say. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteShard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description Its path in the dataset, with `/` between folders (`%2F` in addresses). */
                shard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    publishDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Default: the next MINOR; the next MAJOR where columns or the licence changed. */
                    version?: string;
                    changelog?: string;
                    license?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    previewDataset: {
        parameters: {
            query?: {
                revision?: string;
                split?: string;
                /** @description Default: the first. */
                shard?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shard: string;
                        split: string;
                        format: string;
                        rows: number | null;
                        columns: {
                            name: string;
                            type: string;
                            shape: number[];
                        }[];
                        items: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDeploymentLogs: {
        parameters: {
            query?: {
                /** @description The least of them. */
                level?: "debug" | "info" | "warn" | "error";
                /** @example 2026-01-31T12:00:00Z */
                since?: string;
                /** @example 2026-01-31T12:00:00Z */
                until?: string;
                /** @description Answers with server-sent events instead: the last hundred lines, then every new one. Each has its id, so that `Last-Event-ID` goes on where a stream ended. */
                follow?: boolean;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: {
                "last-event-id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /**
                             * Format: date-time
                             * @description With milliseconds.
                             */
                            ts: string;
                            /** @enum {unknown} */
                            level: "debug" | "info" | "warn" | "error";
                            replica: string | null;
                            invocation_id: string | null;
                            message: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDeploymentMetrics: {
        parameters: {
            query?: {
                /** @description How far back: minutes, hours or days, up to `30d`. */
                window?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        window: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        to: string;
                        /** @description Seconds from one point to the next. */
                        step_s: number;
                        /** @description Invocations, failed ones included. */
                        requests: number;
                        /** @description Invocations that were not answered with outputs. */
                        errors: number;
                        /** @description Runs of the model: fewer than requests where they shared runs. */
                        runs: number;
                        latency_ms: {
                            p50: number;
                            p90: number;
                            p99: number;
                        } | null;
                        batch_rows: {
                            mean: number;
                            p50: number;
                            max: number;
                        } | null;
                        /** @description Oldest first, quiet times included. */
                        points: {
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            at: string;
                            /** @description Invocations, failed ones included. */
                            requests: number;
                            /** @description Invocations that were not answered with outputs. */
                            errors: number;
                            /** @description Runs of the model: fewer than requests where they shared runs. */
                            runs: number;
                            latency_ms: {
                                p50: number;
                                p90: number;
                                p99: number;
                            } | null;
                            batch_rows: {
                                mean: number;
                                p50: number;
                                max: number;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDeployments: {
        parameters: {
            query?: {
                owner?: string;
                /** @description `owner/name` of a model, or its id. */
                model?: string;
                /** @description An invocation waits for a deployment that is queued, starting or scaled to zero; while it is updating the version before answers. One that failed or was stopped answers 409. */
                status?: "queued" | "building" | "starting" | "ready" | "scaled_to_zero" | "updating" | "failed" | "stopped";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Deployment"][];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createDeployment: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `owner/name` or an id, with `@` and a version, an alias, `^1` or `latest` behind it if you like.
                     * @example acme/grasp-policy@^1
                     */
                    model: string;
                    /** @description The version, if it does not stand in `model`: `1.4.0`, an alias, `^1` or `latest`. */
                    revision?: string;
                    /** @description The slug of an organisation of yours to deploy for. Without it, you. */
                    owner?: string;
                    /**
                     * @description This installation is one place.
                     * @enum {unknown}
                     */
                    region?: "local";
                    /**
                     * @description One of `GET /v1/hardware`.
                     * @enum {unknown}
                     */
                    hardware?: "cpu";
                    /** @description 0 lets it sleep; 1 keeps it awake. */
                    min_replicas?: number;
                    /** @description Copies of the model on each server that is asked: so many runs at the same time. */
                    max_replicas?: number;
                    /** @description Seconds without an invocation until it sleeps. The next invocation wakes it. */
                    scale_to_zero_after_s?: number;
                    /** @description Requests that arrive together share a run, where a trial has shown that the rows of the model do not depend on each other. */
                    batching?: {
                        /** @description Rows that requests may share one run with; 1 turns batching off. */
                        max_rows?: number;
                        /** @description How long a request waits for others while the model is idle. */
                        window_ms?: number;
                    };
                    /** @description How long an invocation may take. */
                    timeout_ms?: number;
                    /** @description Invocations that may wait on one server; the next one is answered 429. */
                    max_queue?: number;
                    /** @description Invocations a minute, counted by each server for itself; null for any number. */
                    rate_limit?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example dep_01J9Z3K6M8Q4T7V2X5Y0A1B2C3 */
                        id: string;
                        /** @description Where to invoke it. */
                        url: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        /** @description `owner/name`. */
                        model: string;
                        model_id: string;
                        /** @description The version that answers. */
                        revision: string;
                        next_revision: string | null;
                        runtime: string;
                        /**
                         * @description An invocation waits for a deployment that is queued, starting or scaled to zero; while it is updating the version before answers. One that failed or was stopped answers 409.
                         * @enum {unknown}
                         */
                        status: "queued" | "building" | "starting" | "ready" | "scaled_to_zero" | "updating" | "failed" | "stopped";
                        error: string | null;
                        region: string;
                        hardware: string;
                        min_replicas: number;
                        max_replicas: number;
                        scale_to_zero_after_s: number;
                        batching: {
                            max_rows: number;
                            window_ms: number;
                        };
                        timeout_ms: number;
                        max_queue: number;
                        rate_limit: number | null;
                        inputs: {
                            name: string;
                            dtype: string | null;
                            /** @description A name or null is an axis of any size. */
                            shape: (number | string | null)[] | null;
                        }[] | null;
                        outputs: {
                            name: string;
                            dtype: string | null;
                            /** @description A name or null is an axis of any size. */
                            shape: (number | string | null)[] | null;
                        }[] | null;
                        /** @description To some seconds. */
                        last_invoked_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example dep_01J9Z3K6M8Q4T7V2X5Y0A1B2C3 */
                        id: string;
                        /** @description Where to invoke it. */
                        url: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        /** @description `owner/name`. */
                        model: string;
                        model_id: string;
                        /** @description The version that answers. */
                        revision: string;
                        next_revision: string | null;
                        runtime: string;
                        /**
                         * @description An invocation waits for a deployment that is queued, starting or scaled to zero; while it is updating the version before answers. One that failed or was stopped answers 409.
                         * @enum {unknown}
                         */
                        status: "queued" | "building" | "starting" | "ready" | "scaled_to_zero" | "updating" | "failed" | "stopped";
                        error: string | null;
                        region: string;
                        hardware: string;
                        min_replicas: number;
                        max_replicas: number;
                        scale_to_zero_after_s: number;
                        batching: {
                            max_rows: number;
                            window_ms: number;
                        };
                        timeout_ms: number;
                        max_queue: number;
                        rate_limit: number | null;
                        inputs: {
                            name: string;
                            dtype: string | null;
                            /** @description A name or null is an axis of any size. */
                            shape: (number | string | null)[] | null;
                        }[] | null;
                        outputs: {
                            name: string;
                            dtype: string | null;
                            /** @description A name or null is an axis of any size. */
                            shape: (number | string | null)[] | null;
                        }[] | null;
                        /** @description To some seconds. */
                        last_invoked_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateDeployment: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `owner/name` or an id, with `@` and a version, an alias, `^1` or `latest` behind it if you like.
                     * @example acme/grasp-policy@^1
                     */
                    model?: string;
                    /** @description The version, if it does not stand in `model`: `1.4.0`, an alias, `^1` or `latest`. */
                    revision?: string;
                    /**
                     * @description Stop it, or start it again.
                     * @enum {unknown}
                     */
                    status?: "ready" | "stopped";
                    /**
                     * @description This installation is one place.
                     * @enum {unknown}
                     */
                    region?: "local";
                    /**
                     * @description One of `GET /v1/hardware`.
                     * @enum {unknown}
                     */
                    hardware?: "cpu";
                    /** @description 0 lets it sleep; 1 keeps it awake. */
                    min_replicas?: number;
                    /** @description Copies of the model on each server that is asked: so many runs at the same time. */
                    max_replicas?: number;
                    /** @description Seconds without an invocation until it sleeps. The next invocation wakes it. */
                    scale_to_zero_after_s?: number;
                    /** @description Requests that arrive together share a run, where a trial has shown that the rows of the model do not depend on each other. */
                    batching?: {
                        /** @description Rows that requests may share one run with; 1 turns batching off. */
                        max_rows?: number;
                        /** @description How long a request waits for others while the model is idle. */
                        window_ms?: number;
                    };
                    /** @description How long an invocation may take. */
                    timeout_ms?: number;
                    /** @description Invocations that may wait on one server; the next one is answered 429. */
                    max_queue?: number;
                    /** @description Invocations a minute, counted by each server for itself; null for any number. */
                    rate_limit?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example dep_01J9Z3K6M8Q4T7V2X5Y0A1B2C3 */
                        id: string;
                        /** @description Where to invoke it. */
                        url: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        /** @description `owner/name`. */
                        model: string;
                        model_id: string;
                        /** @description The version that answers. */
                        revision: string;
                        next_revision: string | null;
                        runtime: string;
                        /**
                         * @description An invocation waits for a deployment that is queued, starting or scaled to zero; while it is updating the version before answers. One that failed or was stopped answers 409.
                         * @enum {unknown}
                         */
                        status: "queued" | "building" | "starting" | "ready" | "scaled_to_zero" | "updating" | "failed" | "stopped";
                        error: string | null;
                        region: string;
                        hardware: string;
                        min_replicas: number;
                        max_replicas: number;
                        scale_to_zero_after_s: number;
                        batching: {
                            max_rows: number;
                            window_ms: number;
                        };
                        timeout_ms: number;
                        max_queue: number;
                        rate_limit: number | null;
                        inputs: {
                            name: string;
                            dtype: string | null;
                            /** @description A name or null is an axis of any size. */
                            shape: (number | string | null)[] | null;
                        }[] | null;
                        outputs: {
                            name: string;
                            dtype: string | null;
                            /** @description A name or null is an axis of any size. */
                            shape: (number | string | null)[] | null;
                        }[] | null;
                        /** @description To some seconds. */
                        last_invoked_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            purchase_id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            amount: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            reason: string;
                            /** @enum {unknown} */
                            status: "needs_response" | "under_review" | "won" | "lost";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            closed_at: string | null;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "needs_response" | "under_review" | "won" | "lost";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        closed_at: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    answerDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    evidence: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "needs_response" | "under_review" | "won" | "lost";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        closed_at: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openTestDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purchase_id: string;
                    /** @enum {unknown} */
                    reason?: "fraudulent" | "product_not_received" | "general";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "needs_response" | "under_review" | "won" | "lost";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        closed_at: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    closeTestDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    outcome: "won" | "lost";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "needs_response" | "under_review" | "won" | "lost";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        closed_at: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                type?: "model.published" | "revision.published" | "revision.yanked" | "dataset.published" | "listing.published" | "listing.unpublished" | "listing.purchased" | "purchase.refunded" | "refund.failed" | "subscription.renewed" | "subscription.canceled" | "payout.paid" | "payout.failed" | "dispute.opened" | "dispute.closed" | "deployment.ready" | "deployment.failed" | "deployment.scaled_to_zero" | "invocation.completed" | "machine.verified" | "machine.failed" | "machine.silent" | "machine.deleted" | "scan.blocked" | "webhook_endpoint.disabled";
                /** @example 2026-01-31T12:00:00Z */
                since?: string;
                owner?: string;
                /** @description Answers with server-sent events instead: every event from now on, or after the one named by `Last-Event-ID`. */
                follow?: boolean;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: {
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            type: string;
                            api_version: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            data: {
                                object: unknown;
                            };
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        type: string;
                        api_version: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        data: {
                            object: unknown;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    resendEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many endpoints. */
                        resent: number;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    triggerEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    type: "model.published" | "revision.published" | "revision.yanked" | "dataset.published" | "listing.published" | "listing.unpublished" | "listing.purchased" | "purchase.refunded" | "refund.failed" | "subscription.renewed" | "subscription.canceled" | "payout.paid" | "payout.failed" | "dispute.opened" | "dispute.closed" | "deployment.ready" | "deployment.failed" | "deployment.scaled_to_zero" | "invocation.completed" | "machine.verified" | "machine.failed" | "machine.silent" | "machine.deleted" | "scan.blocked" | "webhook_endpoint.disabled";
                    /** @description Its `data.object`. */
                    object?: {
                        [key: string]: unknown;
                    };
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        type: string;
                        api_version: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        data: {
                            object: unknown;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    fsck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Clear away what is wrong.
                     * @default false
                     */
                    repair?: boolean;
                    /**
                     * @description Read every byte; otherwise only sizes are compared.
                     * @default true
                     */
                    hash?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listGrants: {
        parameters: {
            query?: {
                role?: "holder" | "seller";
                owner?: string;
                asset_id?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            purchase_id: string | null;
                            listing_id: string | null;
                            asset_id: string;
                            licensee: {
                                id: string;
                                slug: string;
                            };
                            license: string | null;
                            seats: number | null;
                            /** @description Slugs of those who use it beside the holder. */
                            seat_holders: string[];
                            revision_range: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            issued_at: string;
                            expires_at: string | null;
                            revoked_at: string | null;
                            frozen_at: string | null;
                            prev_hash: string;
                            hash: string;
                            signature: string;
                            document: {
                                /** @enum {string} */
                                type: "nodeyard.grant.v1";
                                id: string;
                                /** @enum {unknown} */
                                mode: "test" | "live";
                                purchase_id: string | null;
                                listing_id: string | null;
                                asset: {
                                    id: string;
                                    kind: string;
                                    owner: string;
                                    name: string;
                                };
                                licensee: {
                                    id: string;
                                    slug: string;
                                };
                                license: string | null;
                                seats: number | null;
                                revision_range: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-01-31T12:00:00Z
                                 */
                                issued_at: string;
                                expires_at: string | null;
                                revoked_at: string | null;
                                frozen_at: string | null;
                                sequence: number;
                                prev_hash: string;
                                key_id: string;
                                /** @description SHA-256 of the document without `hash` and `signature`, its keys sorted. */
                                hash: string;
                                /** @description Ed25519 over the 32 bytes of `hash`, in base64. */
                                signature: string;
                            };
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string | null;
                        listing_id: string | null;
                        asset_id: string;
                        licensee: {
                            id: string;
                            slug: string;
                        };
                        license: string | null;
                        seats: number | null;
                        /** @description Slugs of those who use it beside the holder. */
                        seat_holders: string[];
                        revision_range: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        issued_at: string;
                        expires_at: string | null;
                        revoked_at: string | null;
                        frozen_at: string | null;
                        prev_hash: string;
                        hash: string;
                        signature: string;
                        document: {
                            /** @enum {string} */
                            type: "nodeyard.grant.v1";
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            purchase_id: string | null;
                            listing_id: string | null;
                            asset: {
                                id: string;
                                kind: string;
                                owner: string;
                                name: string;
                            };
                            licensee: {
                                id: string;
                                slug: string;
                            };
                            license: string | null;
                            seats: number | null;
                            revision_range: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            issued_at: string;
                            expires_at: string | null;
                            revoked_at: string | null;
                            frozen_at: string | null;
                            sequence: number;
                            prev_hash: string;
                            key_id: string;
                            /** @description SHA-256 of the document without `hash` and `signature`, its keys sorted. */
                            hash: string;
                            /** @description Ed25519 over the 32 bytes of `hash`, in base64. */
                            signature: string;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    addSeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string | null;
                        listing_id: string | null;
                        asset_id: string;
                        licensee: {
                            id: string;
                            slug: string;
                        };
                        license: string | null;
                        seats: number | null;
                        /** @description Slugs of those who use it beside the holder. */
                        seat_holders: string[];
                        revision_range: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        issued_at: string;
                        expires_at: string | null;
                        revoked_at: string | null;
                        frozen_at: string | null;
                        prev_hash: string;
                        hash: string;
                        signature: string;
                        document: {
                            /** @enum {string} */
                            type: "nodeyard.grant.v1";
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            purchase_id: string | null;
                            listing_id: string | null;
                            asset: {
                                id: string;
                                kind: string;
                                owner: string;
                                name: string;
                            };
                            licensee: {
                                id: string;
                                slug: string;
                            };
                            license: string | null;
                            seats: number | null;
                            revision_range: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            issued_at: string;
                            expires_at: string | null;
                            revoked_at: string | null;
                            frozen_at: string | null;
                            sequence: number;
                            prev_hash: string;
                            key_id: string;
                            /** @description SHA-256 of the document without `hash` and `signature`, its keys sorted. */
                            hash: string;
                            /** @description Ed25519 over the 32 bytes of `hash`, in base64. */
                            signature: string;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    removeSeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string | null;
                        listing_id: string | null;
                        asset_id: string;
                        licensee: {
                            id: string;
                            slug: string;
                        };
                        license: string | null;
                        seats: number | null;
                        /** @description Slugs of those who use it beside the holder. */
                        seat_holders: string[];
                        revision_range: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        issued_at: string;
                        expires_at: string | null;
                        revoked_at: string | null;
                        frozen_at: string | null;
                        prev_hash: string;
                        hash: string;
                        signature: string;
                        document: {
                            /** @enum {string} */
                            type: "nodeyard.grant.v1";
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            purchase_id: string | null;
                            listing_id: string | null;
                            asset: {
                                id: string;
                                kind: string;
                                owner: string;
                                name: string;
                            };
                            licensee: {
                                id: string;
                                slug: string;
                            };
                            license: string | null;
                            seats: number | null;
                            revision_range: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            issued_at: string;
                            expires_at: string | null;
                            revoked_at: string | null;
                            frozen_at: string | null;
                            sequence: number;
                            prev_hash: string;
                            key_id: string;
                            /** @description SHA-256 of the document without `hash` and `signature`, its keys sorted. */
                            hash: string;
                            /** @description Ed25519 over the 32 bytes of `hash`, in base64. */
                            signature: string;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getGrantKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            id: string;
                            /** @enum {string} */
                            algorithm: "Ed25519";
                            /** @description 32 bytes, base64. */
                            public_key: string;
                        }[];
                        log: {
                            sequence: number;
                            hash: string;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verifyGrant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        valid: boolean;
                        problem: string | null;
                        live: boolean | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    auditGrants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        documents: number;
                        problem: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listHardware: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What `hardware` of a deployment is to say. */
                            name: string;
                            description: string;
                            region: string;
                            /** @description Runs at the same time, of all deployments on one server. */
                            workers: number;
                            /** @description Threads of one run. */
                            threads: number;
                            /** @description Memory for loaded models on one server. */
                            memory_bytes: number;
                            /** @description What can run on it. */
                            runtimes: string[];
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getHotkeyChallenge: {
        parameters: {
            query?: {
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        purpose: string;
                        validator: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listHotkeys: {
        parameters: {
            query?: {
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            hotkey: string;
                            /** @description The account it is bound to. */
                            owner: string;
                            name: string;
                            /**
                             * @description `server`: made here, it stands for what the account adds with API keys.
                             * @enum {unknown}
                             */
                            kind: "bound" | "server";
                            blocked_reason: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    bindHotkey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description SS58, network 42. */
                    hotkey: string;
                    /** @description Seconds since 1970, at most 600 from ours. */
                    nonce: string;
                    /** @description 64 bytes in hex, without `0x`. */
                    signature: string;
                    /** @description Not blank, and without control characters. */
                    name?: string;
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hotkey: string;
                        /** @description The account it is bound to. */
                        owner: string;
                        name: string;
                        /**
                         * @description `server`: made here, it stands for what the account adds with API keys.
                         * @enum {unknown}
                         */
                        kind: "bound" | "server";
                        blocked_reason: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unbindHotkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SS58, network 42. */
                hotkey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    blockHotkey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description SS58, network 42. */
                hotkey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    blocked_reason: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hotkey: string;
                        /** @description The account it is bound to. */
                        owner: string;
                        name: string;
                        /**
                         * @description `server`: made here, it stands for what the account adds with API keys.
                         * @enum {unknown}
                         */
                        kind: "bound" | "server";
                        blocked_reason: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                            /** @description How its text begins: enough to know it by. */
                            prefix: string;
                            /** @description How its text ends. */
                            last4: string;
                            limits: {
                                read?: number;
                                write?: number;
                                upload?: number;
                            } | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            expires_at: string | null;
                            /** @description To the minute. */
                            last_used_at: string | null;
                            revoked_at: string | null;
                            /** @description The id of the key that rotating this one made. */
                            replaced_by: string | null;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not blank, and without control characters. */
                    name: string;
                    /** @enum {unknown} */
                    mode: "test" | "live";
                    /** @description What the key may do. Without it, everything the account may do. */
                    scopes?: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                    /** @description Seconds. Without it, the key stays. */
                    expires_in?: number;
                    limits?: {
                        read?: number;
                        write?: number;
                        upload?: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                        /** @description How its text begins: enough to know it by. */
                        prefix: string;
                        /** @description How its text ends. */
                        last4: string;
                        limits: {
                            read?: number;
                            write?: number;
                            upload?: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        expires_at: string | null;
                        /** @description To the minute. */
                        last_used_at: string | null;
                        revoked_at: string | null;
                        /** @description The id of the key that rotating this one made. */
                        replaced_by: string | null;
                        /** @description The key's own text. It is shown this once. */
                        secret: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id, the prefix that is shown of it, or its own text. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                        /** @description How its text begins: enough to know it by. */
                        prefix: string;
                        /** @description How its text ends. */
                        last4: string;
                        limits: {
                            read?: number;
                            write?: number;
                            upload?: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        expires_at: string | null;
                        /** @description To the minute. */
                        last_used_at: string | null;
                        revoked_at: string | null;
                        /** @description The id of the key that rotating this one made. */
                        replaced_by: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id, the prefix that is shown of it, or its own text. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                        /** @description How its text begins: enough to know it by. */
                        prefix: string;
                        /** @description How its text ends. */
                        last4: string;
                        limits: {
                            read?: number;
                            write?: number;
                            upload?: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        expires_at: string | null;
                        /** @description To the minute. */
                        last_used_at: string | null;
                        revoked_at: string | null;
                        /** @description The id of the key that rotating this one made. */
                        replaced_by: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The key's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not blank, and without control characters. */
                    name?: string;
                    limits?: {
                        read?: number;
                        write?: number;
                        upload?: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                        /** @description How its text begins: enough to know it by. */
                        prefix: string;
                        /** @description How its text ends. */
                        last4: string;
                        limits: {
                            read?: number;
                            write?: number;
                            upload?: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        expires_at: string | null;
                        /** @description To the minute. */
                        last_used_at: string | null;
                        revoked_at: string | null;
                        /** @description The id of the key that rotating this one made. */
                        replaced_by: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The key's id, the prefix that is shown of it, or its own text. */
                    key: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                        /** @description How its text begins: enough to know it by. */
                        prefix: string;
                        /** @description How its text ends. */
                        last4: string;
                        limits: {
                            read?: number;
                            write?: number;
                            upload?: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        expires_at: string | null;
                        /** @description To the minute. */
                        last_used_at: string | null;
                        revoked_at: string | null;
                        /** @description The id of the key that rotating this one made. */
                        replaced_by: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The key's id, the prefix that is shown of it, or its own text. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long the old key goes on; 0 revokes it at once.
                     * @default 86400
                     */
                    overlap_seconds?: number;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write" | "*")[];
                        /** @description How its text begins: enough to know it by. */
                        prefix: string;
                        /** @description How its text ends. */
                        last4: string;
                        limits: {
                            read?: number;
                            write?: number;
                            upload?: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        expires_at: string | null;
                        /** @description To the minute. */
                        last_used_at: string | null;
                        revoked_at: string | null;
                        /** @description The id of the key that rotating this one made. */
                        replaced_by: string | null;
                        /** @description The key's own text. It is shown this once. */
                        secret: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listLicenses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @example Apache-2.0 */
                            id: string;
                            name: string;
                            url: string | null;
                            osi_approved: boolean;
                            /** @description Whether the filter `license=Commercial` finds it. */
                            commercial: boolean;
                            seats: string | null;
                            permissions: {
                                commercial_use: boolean | null;
                                modification: boolean | null;
                                redistribution: boolean | null;
                                patent_grant: boolean | null;
                            };
                            conditions: {
                                attribution: boolean | null;
                                share_alike: boolean | null;
                                copyleft: ("strong" | "weak") | null;
                            };
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False on a server that was started without rate limits. */
                        is_enforced: boolean;
                        rates: {
                            /** @enum {unknown} */
                            kind: "read" | "write" | "upload";
                            requests_per_minute: number;
                            /** @description Whether an administrator has given the key another than the usual. */
                            is_own: boolean;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getModelLineage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        object: "lineage";
                        /** @description Its id */
                        model: string;
                        revisions: {
                            revision: string;
                            state: string;
                            /** Format: date-time */
                            created_at: string;
                            parent: string | null;
                            base_model: string | null;
                            dataset_refs: string[];
                            /** @description The run of a graph that made it; null when it was uploaded */
                            made_by: {
                                run: string;
                                graph: string;
                                graph_digest: string;
                                graph_node: string | null;
                                seed: number;
                                data: {
                                    name: string;
                                    digest: string;
                                    samples: number;
                                }[];
                            } | null;
                            /** @description Your own */
                            deployments: {
                                id: string;
                                status: string;
                            }[];
                        }[];
                        listings: {
                            id: string;
                            title: string;
                            mode: string;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listListings: {
        parameters: {
            query?: {
                owner?: string;
                asset_id?: string;
                state?: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            owner: {
                                id: string;
                                slug: string;
                            };
                            asset: {
                                id: string;
                                /** @enum {unknown} */
                                kind: "model" | "dataset";
                                /** @description `owner/name`. */
                                slug: string;
                            };
                            asset_id: string;
                            title: string;
                            short_description: string | null;
                            description: string | null;
                            pricing: {
                                /** @enum {unknown} */
                                model: "one_time" | "subscription" | "usage";
                                currency: string;
                                /** @description Minor units; 0 for a price by use. */
                                amount: number;
                                unit_amount_decimal: string | null;
                                interval: ("month" | "year") | null;
                                trial_days: number;
                                unit: string | null;
                                included_units: number;
                            };
                            license: string;
                            license_text: string | null;
                            seats: number | null;
                            tags: string[];
                            gallery: {
                                /** @enum {unknown} */
                                kind: "image" | "video";
                                /** @description Of our own bytes: good for an hour. */
                                url: string;
                                blob: string | null;
                                content_type: string | null;
                                alt: string | null;
                            }[];
                            /** @enum {unknown} */
                            visibility: "public" | "unlisted" | "private";
                            allow_list?: string[];
                            /** @enum {unknown} */
                            state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                            published_at: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            updated_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A model's or dataset's id, or `owner/name` of a model. */
                    asset_id: string;
                    title: string;
                    /** @description `amount` for one_time and subscription, `unit_amount_decimal` for usage. */
                    pricing: {
                        /** @enum {unknown} */
                        model: "one_time" | "subscription" | "usage";
                        /**
                         * @description ISO 4217, in lower case.
                         * @enum {unknown}
                         */
                        currency: "usd" | "eur" | "gbp";
                        /** @description Minor units: 4900 is $49.00. */
                        amount?: number;
                        /** @description Minor units of one unit of use, as a decimal text: `0.08` is 8 hundredths of a cent. */
                        unit_amount_decimal?: string;
                        /** @enum {unknown} */
                        interval?: "month" | "year";
                        trial_days?: number;
                        /** @description What is counted. Default `inference_call`. */
                        unit?: string;
                        /** @description Free in every period. */
                        included_units?: number;
                    };
                    /** @description An SPDX identifier, `ND-Commercial-Single-Seat`, `ND-Commercial-Team` or `LicenseRef-Custom`. */
                    license: string;
                    short_description?: string;
                    /** @description Markdown. */
                    description?: string;
                    /** @description The terms, for `LicenseRef-Custom`. */
                    license_text?: string;
                    /** @description Of a team licence. */
                    seats?: number;
                    tags?: string[];
                    gallery?: {
                        /** @enum {unknown} */
                        kind?: "image" | "video";
                        /** @description An http(s) address. */
                        url?: string;
                        /** @description Bytes sent to `/v1/uploads` before: PNG, JPEG, GIF, WebP, AVIF, MP4 or WebM. */
                        blob?: string;
                        alt?: string;
                    }[];
                    /**
                     * @description Public is found in lists; unlisted by its id; private by those on its list only.
                     * @enum {unknown}
                     */
                    visibility?: "public" | "unlisted" | "private";
                    /** @description Slugs of who may see and buy a private listing. */
                    allow_list?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openListingMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sha256: string;
                    size: number;
                    /** @description The organisation whose listing it is for. Without it, you. */
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        blob: string;
                        upload_url: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getListing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    short_description?: string;
                    /** @description Markdown. */
                    description?: string;
                    /** @description `amount` for one_time and subscription, `unit_amount_decimal` for usage. */
                    pricing?: {
                        /** @enum {unknown} */
                        model: "one_time" | "subscription" | "usage";
                        /**
                         * @description ISO 4217, in lower case.
                         * @enum {unknown}
                         */
                        currency: "usd" | "eur" | "gbp";
                        /** @description Minor units: 4900 is $49.00. */
                        amount?: number;
                        /** @description Minor units of one unit of use, as a decimal text: `0.08` is 8 hundredths of a cent. */
                        unit_amount_decimal?: string;
                        /** @enum {unknown} */
                        interval?: "month" | "year";
                        trial_days?: number;
                        /** @description What is counted. Default `inference_call`. */
                        unit?: string;
                        /** @description Free in every period. */
                        included_units?: number;
                    };
                    /** @description An SPDX identifier, `ND-Commercial-Single-Seat`, `ND-Commercial-Team` or `LicenseRef-Custom`. */
                    license?: string;
                    /** @description The terms, for `LicenseRef-Custom`. */
                    license_text?: string;
                    /** @description Of a team licence. */
                    seats?: number;
                    tags?: string[];
                    gallery?: {
                        /** @enum {unknown} */
                        kind?: "image" | "video";
                        /** @description An http(s) address. */
                        url?: string;
                        /** @description Bytes sent to `/v1/uploads` before: PNG, JPEG, GIF, WebP, AVIF, MP4 or WebM. */
                        blob?: string;
                        alt?: string;
                    }[];
                    /**
                     * @description Public is found in lists; unlisted by its id; private by those on its list only.
                     * @enum {unknown}
                     */
                    visibility?: "public" | "unlisted" | "private";
                    /** @description Slugs of who may see and buy a private listing. */
                    allow_list?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    publishListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unpublishListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    archiveListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    approveListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rejectListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    suspendListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reinstateListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner: {
                            id: string;
                            slug: string;
                        };
                        asset: {
                            id: string;
                            /** @enum {unknown} */
                            kind: "model" | "dataset";
                            /** @description `owner/name`. */
                            slug: string;
                        };
                        asset_id: string;
                        title: string;
                        short_description: string | null;
                        description: string | null;
                        pricing: {
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                            currency: string;
                            /** @description Minor units; 0 for a price by use. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            interval: ("month" | "year") | null;
                            trial_days: number;
                            unit: string | null;
                            included_units: number;
                        };
                        license: string;
                        license_text: string | null;
                        seats: number | null;
                        tags: string[];
                        gallery: {
                            /** @enum {unknown} */
                            kind: "image" | "video";
                            /** @description Of our own bytes: good for an hour. */
                            url: string;
                            blob: string | null;
                            content_type: string | null;
                            alt: string | null;
                        }[];
                        /** @enum {unknown} */
                        visibility: "public" | "unlisted" | "private";
                        allow_list?: string[];
                        /** @enum {unknown} */
                        state: "draft" | "in_review" | "published" | "unpublished" | "archived" | "suspended";
                        published_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMachines: {
        parameters: {
            query?: {
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description What its owner calls it. */
                            server_id: string;
                            name: string | null;
                            hotkey: string;
                            /** @description `host:port` of its agent. */
                            address: string;
                            /** @description Whether it is the computer this server runs on. */
                            is_own: boolean;
                            /** @enum {unknown} */
                            state: "pending" | "verified" | "failed";
                            /** @description Whether it has stopped answering. */
                            is_silent: boolean;
                            verification: {
                                /** @description Questions about its devices, before any work. */
                                challenges: number;
                                reason: string | null;
                                error: string | null;
                                figures: {
                                    /** @description What the work took. */
                                    commit_seconds: number;
                                    /** @description Faster than this fails. */
                                    least_seconds: number;
                                    /** @description Slower than this fails. */
                                    most_seconds: number;
                                    /** @description What showing the chosen rows took; 0 where it came not so far. */
                                    open_seconds: number;
                                    multiplications: number;
                                    /** @description Memory that was filled. */
                                    bytes: number;
                                    /** @description Whether the window was measured on such a device. */
                                    is_calibrated: boolean;
                                } | null;
                                /** @description That failed one after another. */
                                attempts: number;
                                is_running: boolean;
                                verified_at: string | null;
                                next_at: string | null;
                            };
                            seen_at: string | null;
                            devices: {
                                uuid: string;
                                /** @description As in `GET /nodes/supported`. */
                                kind: string;
                                name: string;
                                memory_bytes: number;
                                processors: number;
                                clock_rate_khz: number;
                            }[];
                            /** @description Yours on it. */
                            deployments: {
                                id: string;
                                /** @description `owner/name`. */
                                model: string;
                                status: string;
                                device: string;
                            }[];
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMachine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description What its owner calls it. */
                        server_id: string;
                        name: string | null;
                        hotkey: string;
                        /** @description `host:port` of its agent. */
                        address: string;
                        /** @description Whether it is the computer this server runs on. */
                        is_own: boolean;
                        /** @enum {unknown} */
                        state: "pending" | "verified" | "failed";
                        /** @description Whether it has stopped answering. */
                        is_silent: boolean;
                        verification: {
                            /** @description Questions about its devices, before any work. */
                            challenges: number;
                            reason: string | null;
                            error: string | null;
                            figures: {
                                /** @description What the work took. */
                                commit_seconds: number;
                                /** @description Faster than this fails. */
                                least_seconds: number;
                                /** @description Slower than this fails. */
                                most_seconds: number;
                                /** @description What showing the chosen rows took; 0 where it came not so far. */
                                open_seconds: number;
                                multiplications: number;
                                /** @description Memory that was filled. */
                                bytes: number;
                                /** @description Whether the window was measured on such a device. */
                                is_calibrated: boolean;
                            } | null;
                            /** @description That failed one after another. */
                            attempts: number;
                            is_running: boolean;
                            verified_at: string | null;
                            next_at: string | null;
                        };
                        seen_at: string | null;
                        devices: {
                            uuid: string;
                            /** @description As in `GET /nodes/supported`. */
                            kind: string;
                            name: string;
                            memory_bytes: number;
                            processors: number;
                            clock_rate_khz: number;
                        }[];
                        /** @description Yours on it. */
                        deployments: {
                            id: string;
                            /** @description `owner/name`. */
                            model: string;
                            status: string;
                            device: string;
                        }[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteMachine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verifyMachine: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description What its owner calls it. */
                        server_id: string;
                        name: string | null;
                        hotkey: string;
                        /** @description `host:port` of its agent. */
                        address: string;
                        /** @description Whether it is the computer this server runs on. */
                        is_own: boolean;
                        /** @enum {unknown} */
                        state: "pending" | "verified" | "failed";
                        /** @description Whether it has stopped answering. */
                        is_silent: boolean;
                        verification: {
                            /** @description Questions about its devices, before any work. */
                            challenges: number;
                            reason: string | null;
                            error: string | null;
                            figures: {
                                /** @description What the work took. */
                                commit_seconds: number;
                                /** @description Faster than this fails. */
                                least_seconds: number;
                                /** @description Slower than this fails. */
                                most_seconds: number;
                                /** @description What showing the chosen rows took; 0 where it came not so far. */
                                open_seconds: number;
                                multiplications: number;
                                /** @description Memory that was filled. */
                                bytes: number;
                                /** @description Whether the window was measured on such a device. */
                                is_calibrated: boolean;
                            } | null;
                            /** @description That failed one after another. */
                            attempts: number;
                            is_running: boolean;
                            verified_at: string | null;
                            next_at: string | null;
                        };
                        seen_at: string | null;
                        devices: {
                            uuid: string;
                            /** @description As in `GET /nodes/supported`. */
                            kind: string;
                            name: string;
                            memory_bytes: number;
                            processors: number;
                            clock_rate_khz: number;
                        }[];
                        /** @description Yours on it. */
                        deployments: {
                            id: string;
                            /** @description `owner/name`. */
                            model: string;
                            status: string;
                            device: string;
                        }[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        email: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        key: {
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /** @description `["*"]` is an unrestricted key. */
                            scopes: string[];
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not blank, and without control characters. */
                    name?: string;
                    email?: string;
                    /** @description At least ten characters, and not one character repeated. */
                    password?: string;
                    /** @description Needed for a new password, once there is one. */
                    current_password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        email: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        key: {
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /** @description `["*"]` is an unrestricted key. */
                            scopes: string[];
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getVisitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: {
                            id: string;
                            slug: string;
                            name: string;
                            email: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            key: {
                                /** @enum {unknown} */
                                mode: "test" | "live";
                                /** @description `["*"]` is an unrestricted key. */
                                scopes: string[];
                            };
                        } | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            user: {
                                id: string;
                                slug: string;
                                name: string;
                            };
                            /**
                             * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                             * @enum {unknown}
                             */
                            role: "owner" | "admin" | "contributor" | "reader";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            id: string;
                            slug: string;
                            name: string;
                        };
                        /**
                         * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "contributor" | "reader";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                     * @enum {unknown}
                     */
                    role: "owner" | "admin" | "contributor" | "reader";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            id: string;
                            slug: string;
                            name: string;
                        };
                        /**
                         * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "contributor" | "reader";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: {
                            id: string;
                            slug: string;
                            name: string;
                        };
                        /**
                         * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "contributor" | "reader";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description Words to find it by. */
                q?: string;
                task?: "manipulation" | "navigation" | "perception" | "language" | "vla";
                framework?: "pytorch" | "tensorflow" | "jax" | "onnx" | "gguf";
                /** @description An SPDX identifier, or `Commercial` for everything under ND-* and custom terms. */
                license?: string;
                /** @description Default: `popular`. `newest` and `updated` begin with the latest. */
                sort?: "popular" | "newest" | "updated" | "name";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @example acme/grasp-policy-v2 */
                            slug: string;
                            name: string;
                            owner: {
                                id: string;
                                slug: string;
                            };
                            task: string | null;
                            framework: string | null;
                            license: string | null;
                            price: {
                                /** @example usd */
                                currency: string;
                                /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                                amount: number;
                                /** @enum {unknown} */
                                model: "one_time" | "subscription" | "usage";
                            };
                            latest_revision: string | null;
                            /** @description All that can be had, the oldest first. */
                            revisions: string[];
                            downloads: number;
                            stars: number;
                            /** @description Whether one of them is yours. */
                            starred: boolean;
                            summary: string | null;
                            tags: string[];
                            /** @enum {unknown} */
                            visibility: "public" | "private";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            updated_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name in addresses: letters, digits, `.`, `_`, `-`. It cannot be changed. */
                    slug: string;
                    /** @description Who is to own it. Default: you. */
                    owner?: string;
                    /** @description The name as people write it. */
                    name: string;
                    /** @description An SPDX identifier or expression, `ND-Commercial-…`, or `LicenseRef-Custom`. */
                    license: string;
                    /** @enum {string} */
                    task: "manipulation" | "navigation" | "perception" | "language" | "vla";
                    /** @enum {string} */
                    framework: "pytorch" | "tensorflow" | "jax" | "onnx" | "gguf";
                    /** @description What it is, in a sentence. */
                    summary?: string;
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        task: string | null;
                        framework: string | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listModelFacets: {
        parameters: {
            query?: {
                /** @description Words to find it by. */
                q?: string;
                task?: "manipulation" | "navigation" | "perception" | "language" | "vla";
                framework?: "pytorch" | "tensorflow" | "jax" | "onnx" | "gguf";
                /** @description An SPDX identifier, or `Commercial` for everything under ND-* and custom terms. */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        is_complete: boolean;
                        facets: {
                            task: {
                                is_complete: boolean;
                                /** @description The most frequent first. */
                                values: {
                                    value: string;
                                    count: number;
                                }[];
                            };
                            framework: {
                                is_complete: boolean;
                                /** @description The most frequent first. */
                                values: {
                                    value: string;
                                    count: number;
                                }[];
                            };
                            license: {
                                is_complete: boolean;
                                /** @description The most frequent first. */
                                values: {
                                    value: string;
                                    count: number;
                                }[];
                            };
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        task: string | null;
                        framework: string | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name as people write it. */
                    name?: string;
                    /** @description An SPDX identifier or expression, `ND-Commercial-…`, or `LicenseRef-Custom`. */
                    license?: string;
                    /** @description What it is, in a sentence. */
                    summary?: string;
                    tags?: string[];
                    /** @enum {string} */
                    task?: "manipulation" | "navigation" | "perception" | "language" | "vla";
                    /** @enum {string} */
                    framework?: "pytorch" | "tensorflow" | "jax" | "onnx" | "gguf";
                    /** @enum {unknown} */
                    visibility?: "public" | "private";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        task: string | null;
                        framework: string | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    starModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        task: string | null;
                        framework: string | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unstarModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @example acme/grasp-policy-v2 */
                        slug: string;
                        name: string;
                        owner: {
                            id: string;
                            slug: string;
                        };
                        task: string | null;
                        framework: string | null;
                        license: string | null;
                        price: {
                            /** @example usd */
                            currency: string;
                            /** @description In the smallest unit of the currency: 4900 is $49.00. 0 is free. */
                            amount: number;
                            /** @enum {unknown} */
                            model: "one_time" | "subscription" | "usage";
                        };
                        latest_revision: string | null;
                        /** @description All that can be had, the oldest first. */
                        revisions: string[];
                        downloads: number;
                        stars: number;
                        /** @description Whether one of them is yours. */
                        starred: boolean;
                        summary: string | null;
                        tags: string[];
                        /** @enum {unknown} */
                        visibility: "public" | "private";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listModelRevisions: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string | null;
                            version: string;
                            /** @enum {unknown} */
                            status: "uploading" | "ready" | "published" | "yanked";
                            parent: string | null;
                            changelog: string | null;
                            license: string | null;
                            /** @description Bytes of all its files. */
                            size: number;
                            downloads: number;
                            manifest_sha256: string | null;
                            scan: ("safe" | "suspicious" | "dangerous") | null;
                            parameters: number | null;
                            rows: number | null;
                            metrics: {
                                [key: string]: number;
                            };
                            schema: {
                                source: string;
                                inputs: {
                                    name: string;
                                    dtype: string | null;
                                    shape: (number | string | null)[] | null;
                                }[];
                                outputs: {
                                    name: string;
                                    dtype: string | null;
                                    shape: (number | string | null)[] | null;
                                }[];
                            } | null;
                            yanked: {
                                reason: string | null;
                                at: string | null;
                            } | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openModelRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `X.Y.Z`, higher than its parent. */
                    version: string;
                    /** @description The revision it derives from. Default: the one below. */
                    parent?: string;
                    changelog?: string;
                    license?: string;
                    summary?: string;
                    /** @description What it was trained on: `owner/name`, or `owner/name@1.0.0`. */
                    dataset_refs?: string[];
                    base_model?: string;
                    files: {
                        /** @description Relative, with `/` between folders. */
                        path: string;
                        /** @description Bytes. */
                        size: number;
                        sha256: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready";
                        parent: string | null;
                        /** @description What has to be sent before it can be published. */
                        missing: {
                            path: string;
                            sha256: string;
                            size: number;
                            upload_id: string;
                            /** @description Takes one PUT with all bytes, or tus 1.0. */
                            upload_url: string;
                            /** @description How many bytes to send in one request at most. */
                            chunk_size: number;
                            /** @description How many bytes are here already. */
                            offset: number;
                        }[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getModelRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        files: {
                            path: string;
                            size: number;
                            sha256: string;
                            split: string | null;
                            rows: number | null;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    publishModelRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description The number itself, `X.Y.Z`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    yankModelRevision: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description The number itself, `X.Y.Z`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unyankModelRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description The number itself, `X.Y.Z`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string | null;
                        version: string;
                        /** @enum {unknown} */
                        status: "uploading" | "ready" | "published" | "yanked";
                        parent: string | null;
                        changelog: string | null;
                        license: string | null;
                        /** @description Bytes of all its files. */
                        size: number;
                        downloads: number;
                        manifest_sha256: string | null;
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        parameters: number | null;
                        rows: number | null;
                        metrics: {
                            [key: string]: number;
                        };
                        schema: {
                            source: string;
                            inputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                            outputs: {
                                name: string;
                                dtype: string | null;
                                shape: (number | string | null)[] | null;
                            }[];
                        } | null;
                        yanked: {
                            reason: string | null;
                            at: string | null;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listModelChecks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {unknown} */
                            id: "card" | "config" | "licence" | "licence_conflict" | "scan" | "checksum" | "schema";
                            /** @enum {unknown} */
                            status: "passed" | "warning" | "failed";
                            /** @description What is wrong and what to do about it. */
                            message: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getModelContents: {
        parameters: {
            query?: {
                /** @description Of the tensors. */
                offset?: number;
                /** @description Tensors at once. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        aliases: string[];
                        card: string | null;
                        /** @description What its manifest says. */
                        about: {
                            [key: string]: unknown;
                        };
                        scan: ("safe" | "suspicious" | "dangerous") | null;
                        /** @description The files of known formats. */
                        files: {
                            path: string;
                            format: string;
                            parameters: number | null;
                            tensors: number | null;
                            verdict: ("safe" | "suspicious" | "dangerous") | null;
                            /** @description Why it is not safe. */
                            reasons: string[];
                        }[];
                        /** @description How many tensors have each. */
                        dtypes: {
                            [key: string]: number;
                        };
                        tensors: {
                            items: {
                                file: string;
                                name: string;
                                dtype: string;
                                shape: number[];
                            }[];
                            total: number;
                        };
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    downloadModel: {
        parameters: {
            query?: {
                /** @description `1.2.0`, a range such as `^1`, an alias, or `latest`. */
                revision?: string;
                /** @description Which file. */
                path?: string;
            };
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address is in `Location`. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    diffModelRevisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, or `owner/name`, which may stand in the path unescaped. */
                id: string;
                /**
                 * @description `a..b`: two revisions, the older first.
                 * @example 1.0.0..1.1.0
                 */
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        files: {
                            added: {
                                path: string;
                                size: number;
                                sha256: string;
                            }[];
                            removed: {
                                path: string;
                                size: number;
                                sha256: string;
                            }[];
                            changed: {
                                path: string;
                                from: {
                                    path: string;
                                    size: number;
                                    sha256: string;
                                };
                                to: {
                                    path: string;
                                    size: number;
                                    sha256: string;
                                };
                            }[];
                        };
                        tensors: {
                            /** @description The first thousand that are not the same. */
                            items: {
                                file: string;
                                name: string;
                                /** @enum {unknown} */
                                change: "added" | "removed" | "changed";
                                dtype: string;
                                shape: number[];
                                parameters: number;
                                changed_parameters: number | null;
                            }[];
                            touched: number;
                            unchanged: number;
                            /** @description Of all tensors of the newer revision. */
                            parameters: number;
                            /** @description How many differ, are new or are gone. */
                            changed_parameters: number;
                            /** @description False where bytes could not all be compared. */
                            complete: boolean;
                            problems: string[];
                        };
                        metrics: {
                            name: string;
                            from: number | null;
                            to: number | null;
                            delta: number | null;
                        }[];
                        license: {
                            from: string | null;
                            to: string | null;
                        } | null;
                        /** @description What users of the older revision would trip over. */
                        breaking: string[];
                        config: {
                            path: string;
                            from: unknown;
                            to: unknown;
                        }[];
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOauthApps: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Its `client_id`. */
                            id: string;
                            name: string;
                            website: string | null;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /** @enum {unknown} */
                            type: "confidential" | "public";
                            redirect_uris: string[];
                            scopes: string[];
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            updated_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createOauthApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not blank, and without control characters. */
                    name: string;
                    /** @description Where people are sent back to, compared letter by letter: https, http on the user's own machine, or a scheme of its own with a dot in it. */
                    redirect_uris: string[];
                    /** @description What it may ask for. Ask for little: people see the list. */
                    scopes: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write")[];
                    /**
                     * @description A public app runs where it can keep no secret, and must use PKCE.
                     * @default confidential
                     * @enum {unknown}
                     */
                    type?: "confidential" | "public";
                    website?: string | null;
                    /** @enum {unknown} */
                    mode?: "test" | "live";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Its `client_id`. */
                        id: string;
                        name: string;
                        website: string | null;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        type: "confidential" | "public";
                        redirect_uris: string[];
                        scopes: string[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                        /** @description Shown this once; null for a public app. */
                        client_secret: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOauthApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Its `client_id`. */
                        id: string;
                        name: string;
                        website: string | null;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        type: "confidential" | "public";
                        redirect_uris: string[];
                        scopes: string[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteOauthApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateOauthApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not blank, and without control characters. */
                    name?: string;
                    /** @description Where people are sent back to, compared letter by letter: https, http on the user's own machine, or a scheme of its own with a dot in it. */
                    redirect_uris?: string[];
                    /** @description What it may ask for. Ask for little: people see the list. */
                    scopes?: ("models:read" | "models:upload" | "datasets:read" | "datasets:upload" | "listings:read" | "listings:write" | "purchases:write" | "payouts:read" | "deploy:write" | "deploy:invoke" | "webhooks:write" | "graphs:run" | "machines:read" | "machines:write")[];
                    website?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Its `client_id`. */
                        id: string;
                        name: string;
                        website: string | null;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        type: "confidential" | "public";
                        redirect_uris: string[];
                        scopes: string[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rotateOauthSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Its `client_id`. */
                        id: string;
                        name: string;
                        website: string | null;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        type: "confidential" | "public";
                        redirect_uris: string[];
                        scopes: string[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                        /** @description Shown this once; null for a public app. */
                        client_secret: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOauthAuthorizations: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            app: {
                                id: string;
                                name: string;
                                website: string | null;
                            };
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            scopes: string[];
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            last_used_at: string | null;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revokeOauthAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOrgs: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            slug: string;
                            name: string;
                            /**
                             * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                             * @enum {unknown}
                             */
                            role: "owner" | "admin" | "contributor" | "reader";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createOrg: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description One word for URLs: lower-case letters, digits and inner hyphens. It cannot be changed.
                     * @example acme
                     */
                    slug: string;
                    /** @description Not blank, and without control characters. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        /**
                         * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "contributor" | "reader";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        /**
                         * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "contributor" | "reader";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteOrg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateOrg: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not blank, and without control characters. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        /**
                         * @description A reader sees; a contributor pushes versions and deploys; an admin changes visibility and members and deletes; an owner does everything.
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "contributor" | "reader";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listPaymentMethods: {
        parameters: {
            query?: {
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /** @enum {unknown} */
                            provider: "test" | "stripe";
                            card: {
                                brand: string;
                                last4: string;
                                exp_month: number;
                                exp_year: number;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createPaymentMethod: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        provider: "test" | "stripe";
                        card: {
                            brand: string;
                            last4: string;
                            exp_month: number;
                            exp_year: number;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPaymentMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        provider: "test" | "stripe";
                        card: {
                            brand: string;
                            last4: string;
                            exp_month: number;
                            exp_year: number;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deletePaymentMethod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            amount: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            /** @enum {unknown} */
                            status: "pending" | "in_transit" | "paid" | "failed" | "reversed";
                            destination: string;
                            failure_message: string | null;
                            arrives_at: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createPayout: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description ISO 4217, in lower case.
                     * @enum {unknown}
                     */
                    currency: "usd" | "eur" | "gbp";
                    amount?: number;
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @enum {unknown} */
                        status: "pending" | "in_transit" | "paid" | "failed" | "reversed";
                        destination: string;
                        failure_message: string | null;
                        arrives_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @enum {unknown} */
                        status: "pending" | "in_transit" | "paid" | "failed" | "reversed";
                        destination: string;
                        failure_message: string | null;
                        arrives_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPayoutDestination: {
        parameters: {
            query?: {
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        destination: string | null;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setPayoutDestination: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    destination: string;
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        destination: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    quotePurchase: {
        parameters: {
            query?: {
                owner?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        listing_id: string;
                        due_now: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @description Of the trial that you get; 0 for none. */
                        trial_days: number;
                        /** @description Whether you have had its trial before: each is had once. */
                        had_trial: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listPurchases: {
        parameters: {
            query?: {
                role?: "buyer" | "seller";
                owner?: string;
                listing_id?: string;
                subscription_id?: string;
                status?: "requires_action" | "processing" | "succeeded" | "failed" | "refunded" | "partially_refunded" | "disputed";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            listing_id: string;
                            /** @enum {unknown} */
                            status: "requires_action" | "processing" | "succeeded" | "failed" | "refunded" | "partially_refunded" | "disputed";
                            amount: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            platform_fee: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            seller_payout: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            license_grant_id: string | null;
                            refunded: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            /** @enum {unknown} */
                            kind: "initial" | "renewal" | "usage";
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            asset_id: string;
                            buyer_id: string;
                            seller_id: string;
                            payment_method: string | null;
                            subscription_id: string | null;
                            trial_end: string | null;
                            invoice_id: string | null;
                            next_action: {
                                type: string;
                                url: string | null;
                                client_secret: string | null;
                            } | null;
                            failure: {
                                code: string;
                                message: string;
                            } | null;
                            /** @description What was bought and by whom, in words. */
                            parties?: {
                                /** @description Of the listing, as it is called now. */
                                title: string;
                                asset: {
                                    /** @enum {unknown} */
                                    kind: "model" | "dataset";
                                    /** @description `owner/name`. */
                                    slug: string;
                                };
                                /** @description A slug. */
                                buyer: string;
                                /** @description A slug. */
                                seller: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createPurchase: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    listing_id: string;
                    /** @description One of your payment methods, in test mode also a test card such as `pm_card_visa`; or `balance`. */
                    payment_method?: string;
                    /** @description An organisation of yours to buy for. Without it, you. */
                    owner?: string;
                    /** @description Must be true where the listing has terms of the seller’s own. */
                    accept_license?: boolean;
                    /** @description True: begin with the trial, or be refused with a 409 where it was had. False: begin with a paid period. Not given: the trial where it is to be had. */
                    trial?: boolean;
                    /** @description What you were told is due now, in minor units: a 409, and nothing is paid, when it is not. */
                    expected_amount?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        listing_id: string;
                        /** @enum {unknown} */
                        status: "requires_action" | "processing" | "succeeded" | "failed" | "refunded" | "partially_refunded" | "disputed";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        platform_fee: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        seller_payout: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        license_grant_id: string | null;
                        refunded: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @enum {unknown} */
                        kind: "initial" | "renewal" | "usage";
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        asset_id: string;
                        buyer_id: string;
                        seller_id: string;
                        payment_method: string | null;
                        subscription_id: string | null;
                        trial_end: string | null;
                        invoice_id: string | null;
                        next_action: {
                            type: string;
                            url: string | null;
                            client_secret: string | null;
                        } | null;
                        failure: {
                            code: string;
                            message: string;
                        } | null;
                        /** @description What was bought and by whom, in words. */
                        parties?: {
                            /** @description Of the listing, as it is called now. */
                            title: string;
                            asset: {
                                /** @enum {unknown} */
                                kind: "model" | "dataset";
                                /** @description `owner/name`. */
                                slug: string;
                            };
                            /** @description A slug. */
                            buyer: string;
                            /** @description A slug. */
                            seller: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPurchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        listing_id: string;
                        /** @enum {unknown} */
                        status: "requires_action" | "processing" | "succeeded" | "failed" | "refunded" | "partially_refunded" | "disputed";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        platform_fee: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        seller_payout: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        license_grant_id: string | null;
                        refunded: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @enum {unknown} */
                        kind: "initial" | "renewal" | "usage";
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        asset_id: string;
                        buyer_id: string;
                        seller_id: string;
                        payment_method: string | null;
                        subscription_id: string | null;
                        trial_end: string | null;
                        invoice_id: string | null;
                        next_action: {
                            type: string;
                            url: string | null;
                            client_secret: string | null;
                        } | null;
                        failure: {
                            code: string;
                            message: string;
                        } | null;
                        /** @description What was bought and by whom, in words. */
                        parties?: {
                            /** @description Of the listing, as it is called now. */
                            title: string;
                            asset: {
                                /** @enum {unknown} */
                                kind: "model" | "dataset";
                                /** @description `owner/name`. */
                                slug: string;
                            };
                            /** @description A slug. */
                            buyer: string;
                            /** @description A slug. */
                            seller: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    confirmPurchase: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        listing_id: string;
                        /** @enum {unknown} */
                        status: "requires_action" | "processing" | "succeeded" | "failed" | "refunded" | "partially_refunded" | "disputed";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        platform_fee: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        seller_payout: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        license_grant_id: string | null;
                        refunded: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @enum {unknown} */
                        kind: "initial" | "renewal" | "usage";
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        asset_id: string;
                        buyer_id: string;
                        seller_id: string;
                        payment_method: string | null;
                        subscription_id: string | null;
                        trial_end: string | null;
                        invoice_id: string | null;
                        next_action: {
                            type: string;
                            url: string | null;
                            client_secret: string | null;
                        } | null;
                        failure: {
                            code: string;
                            message: string;
                        } | null;
                        /** @description What was bought and by whom, in words. */
                        parties?: {
                            /** @description Of the listing, as it is called now. */
                            title: string;
                            asset: {
                                /** @enum {unknown} */
                                kind: "model" | "dataset";
                                /** @description `owner/name`. */
                                slug: string;
                            };
                            /** @description A slug. */
                            buyer: string;
                            /** @description A slug. */
                            seller: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                owner?: string;
                purchase_id?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            purchase_id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            amount: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            /** @description What of the fee goes back with it. */
                            platform_fee: {
                                currency: string;
                                amount: number;
                            };
                            reason: string;
                            /** @enum {unknown} */
                            status: "pending" | "succeeded" | "failed";
                            failure_message: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purchase_id: string;
                    /** @description Minor units; all that is left when not given. */
                    amount?: number;
                    /**
                     * @default requested_by_customer
                     * @enum {unknown}
                     */
                    reason?: "requested_by_customer" | "duplicate" | "fraudulent" | "other";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @description What of the fee goes back with it. */
                        platform_fee: {
                            currency: string;
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "pending" | "succeeded" | "failed";
                        failure_message: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @description What of the fee goes back with it. */
                        platform_fee: {
                            currency: string;
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "pending" | "succeeded" | "failed";
                        failure_message: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    failTestRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        purchase_id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        /** @description What of the fee goes back with it. */
                        platform_fee: {
                            currency: string;
                            amount: number;
                        };
                        reason: string;
                        /** @enum {unknown} */
                        status: "pending" | "succeeded" | "failed";
                        failure_message: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send it as `X-CSRF-Token` with every write of this session. */
                        csrf_token: string;
                        /**
                         * @description Which money the browser sees and moves. A session begins in test mode.
                         * @enum {unknown}
                         */
                        mode: "test" | "live";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send it as `X-CSRF-Token` with every write of this session. */
                        csrf_token: string;
                        /**
                         * @description Which money the browser sees and moves. A session begins in test mode.
                         * @enum {unknown}
                         */
                        mode: "test" | "live";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    mode: "test" | "live";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Send it as `X-CSRF-Token` with every write of this session. */
                        csrf_token: string;
                        /**
                         * @description Which money the browser sees and moves. A session begins in test mode.
                         * @enum {unknown}
                         */
                        mode: "test" | "live";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        is_open: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    email: string;
                    /** @description At least ten characters, and not one character repeated. */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                role?: "buyer" | "seller";
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /** @enum {unknown} */
                            status: "trialing" | "active" | "past_due" | "canceled";
                            listing_id: string;
                            asset_id: string;
                            purchase_id: string;
                            license_grant_id: string;
                            buyer_id: string;
                            seller_id: string;
                            price: {
                                /** @enum {unknown} */
                                model: "subscription" | "usage";
                                currency: string;
                                /** @description Of a period. */
                                amount: number;
                                unit_amount_decimal: string | null;
                                unit: string | null;
                                included_units: number;
                                /** @enum {unknown} */
                                interval: "month" | "year";
                            };
                            payment_method: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            current_period_start: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            current_period_end: string;
                            trial_end: string | null;
                            cancel_at_period_end: boolean;
                            canceled_at: string | null;
                            /** @description Used and not billed yet. */
                            unbilled_units?: number;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        status: "trialing" | "active" | "past_due" | "canceled";
                        listing_id: string;
                        asset_id: string;
                        purchase_id: string;
                        license_grant_id: string;
                        buyer_id: string;
                        seller_id: string;
                        price: {
                            /** @enum {unknown} */
                            model: "subscription" | "usage";
                            currency: string;
                            /** @description Of a period. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            unit: string | null;
                            included_units: number;
                            /** @enum {unknown} */
                            interval: "month" | "year";
                        };
                        payment_method: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        current_period_start: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        current_period_end: string;
                        trial_end: string | null;
                        cancel_at_period_end: boolean;
                        canceled_at: string | null;
                        /** @description Used and not billed yet. */
                        unbilled_units?: number;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One of your payment methods, in test mode also a test card such as `pm_card_visa`; or `balance`. */
                    payment_method?: string;
                    cancel_at_period_end?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        status: "trialing" | "active" | "past_due" | "canceled";
                        listing_id: string;
                        asset_id: string;
                        purchase_id: string;
                        license_grant_id: string;
                        buyer_id: string;
                        seller_id: string;
                        price: {
                            /** @enum {unknown} */
                            model: "subscription" | "usage";
                            currency: string;
                            /** @description Of a period. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            unit: string | null;
                            included_units: number;
                            /** @enum {unknown} */
                            interval: "month" | "year";
                        };
                        payment_method: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        current_period_start: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        current_period_end: string;
                        trial_end: string | null;
                        cancel_at_period_end: boolean;
                        canceled_at: string | null;
                        /** @description Used and not billed yet. */
                        unbilled_units?: number;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancelSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default true */
                    at_period_end?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        status: "trialing" | "active" | "past_due" | "canceled";
                        listing_id: string;
                        asset_id: string;
                        purchase_id: string;
                        license_grant_id: string;
                        buyer_id: string;
                        seller_id: string;
                        price: {
                            /** @enum {unknown} */
                            model: "subscription" | "usage";
                            currency: string;
                            /** @description Of a period. */
                            amount: number;
                            unit_amount_decimal: string | null;
                            unit: string | null;
                            included_units: number;
                            /** @enum {unknown} */
                            interval: "month" | "year";
                        };
                        payment_method: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        current_period_start: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        current_period_end: string;
                        trial_end: string | null;
                        cancel_at_period_end: boolean;
                        canceled_at: string | null;
                        /** @description Used and not billed yet. */
                        unbilled_units?: number;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createUsageRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    subscription_id: string;
                    /** @description Units. */
                    quantity: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        subscription_id: string;
                        quantity: number;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        used_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listInvoices: {
        parameters: {
            query?: {
                role?: "buyer" | "seller";
                owner?: string;
                subscription_id?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            subscription_id: string;
                            purchase_id: string | null;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /** @enum {unknown} */
                            kind: "renewal" | "usage";
                            /** @enum {unknown} */
                            status: "open" | "paid" | "uncollectible";
                            amount: {
                                currency: string;
                                /** @description Minor units: 4900 is $49.00. */
                                amount: number;
                            };
                            lines: {
                                description: string;
                                quantity: number;
                                amount: number;
                                included?: number;
                                billed?: number;
                                unit_amount_decimal?: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            period_start: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            period_end: string;
                            /** @description What was bought and by whom, in words. */
                            parties?: {
                                /** @description Of the listing, as it is called now. */
                                title: string;
                                asset: {
                                    /** @enum {unknown} */
                                    kind: "model" | "dataset";
                                    /** @description `owner/name`. */
                                    slug: string;
                                };
                                /** @description A slug. */
                                buyer: string;
                                /** @description A slug. */
                                seller: string;
                            };
                            paid_at: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        subscription_id: string;
                        purchase_id: string | null;
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        /** @enum {unknown} */
                        kind: "renewal" | "usage";
                        /** @enum {unknown} */
                        status: "open" | "paid" | "uncollectible";
                        amount: {
                            currency: string;
                            /** @description Minor units: 4900 is $49.00. */
                            amount: number;
                        };
                        lines: {
                            description: string;
                            quantity: number;
                            amount: number;
                            included?: number;
                            billed?: number;
                            unit_amount_decimal?: string | null;
                        }[];
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        period_start: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        period_end: string;
                        /** @description What was bought and by whom, in words. */
                        parties?: {
                            /** @description Of the listing, as it is called now. */
                            title: string;
                            asset: {
                                /** @enum {unknown} */
                                kind: "model" | "dataset";
                                /** @description `owner/name`. */
                                slug: string;
                            };
                            /** @description A slug. */
                            buyer: string;
                            /** @description A slug. */
                            seller: string;
                        };
                        paid_at: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTestClocks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            owner_id: string;
                            name: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            frozen_time: string;
                            /** @enum {unknown} */
                            status: "ready" | "advancing";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createTestClock: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Where to begin; now when not given.
                     * @example 2026-01-31T12:00:00Z
                     */
                    frozen_time?: string;
                    name?: string;
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        owner_id: string;
                        name: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        frozen_time: string;
                        /** @enum {unknown} */
                        status: "ready" | "advancing";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getTestClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        owner_id: string;
                        name: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        frozen_time: string;
                        /** @enum {unknown} */
                        status: "ready" | "advancing";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteTestClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    advanceTestClock: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-01-31T12:00:00Z
                     */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        owner_id: string;
                        name: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        frozen_time: string;
                        /** @enum {unknown} */
                        status: "ready" | "advancing";
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description One word for URLs: lower-case letters, digits and inner hyphens. It cannot be changed.
                     * @example acme
                     */
                    slug: string;
                    /** @description Not blank, and without control characters. */
                    name: string;
                    email: string;
                    /** @description At least ten characters, and not one character repeated. */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        email: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        slug: string;
                        name: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                owner?: string;
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            url: string;
                            description: string | null;
                            events: string[];
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            owner_id: string;
                            /** @enum {unknown} */
                            status: "enabled" | "disabled";
                            disabled_reason: string | null;
                            /** @description The first failure since the last success. After three days the endpoint is disabled. */
                            failing_since: string | null;
                            /** @description Until when deliveries are also signed with the secret before the last rotation. */
                            previous_secret_until: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            updated_at: string;
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Where events are posted. It must lead to the public internet, and begin with `https://` in live mode. Redirects are not followed. */
                    url: string;
                    /** @description What to hear of; `["*"]` is everything, also what is added to the list later. */
                    events: ("*" | "model.published" | "revision.published" | "revision.yanked" | "dataset.published" | "listing.published" | "listing.unpublished" | "listing.purchased" | "purchase.refunded" | "refund.failed" | "subscription.renewed" | "subscription.canceled" | "payout.paid" | "payout.failed" | "dispute.opened" | "dispute.closed" | "deployment.ready" | "deployment.failed" | "deployment.scaled_to_zero" | "invocation.completed" | "machine.verified" | "machine.failed" | "machine.silent" | "machine.deleted" | "scan.blocked" | "webhook_endpoint.disabled")[];
                    description?: string | null;
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        description: string | null;
                        events: string[];
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner_id: string;
                        /** @enum {unknown} */
                        status: "enabled" | "disabled";
                        disabled_reason: string | null;
                        /** @description The first failure since the last success. After three days the endpoint is disabled. */
                        failing_since: string | null;
                        /** @description Until when deliveries are also signed with the secret before the last rotation. */
                        previous_secret_until: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                        /** @description For `nd-signature` and `verifyWebhook`. It is shown this once. */
                        secret: string;
                        /** @description The same secret as libraries of Standard Webhooks take it: without `test_` or `live_` in its prefix. */
                        standard_secret: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        description: string | null;
                        events: string[];
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner_id: string;
                        /** @enum {unknown} */
                        status: "enabled" | "disabled";
                        disabled_reason: string | null;
                        /** @description The first failure since the last success. After three days the endpoint is disabled. */
                        failing_since: string | null;
                        /** @description Until when deliveries are also signed with the secret before the last rotation. */
                        previous_secret_until: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Where events are posted. It must lead to the public internet, and begin with `https://` in live mode. Redirects are not followed. */
                    url?: string;
                    /** @description What to hear of; `["*"]` is everything, also what is added to the list later. */
                    events?: ("*" | "model.published" | "revision.published" | "revision.yanked" | "dataset.published" | "listing.published" | "listing.unpublished" | "listing.purchased" | "purchase.refunded" | "refund.failed" | "subscription.renewed" | "subscription.canceled" | "payout.paid" | "payout.failed" | "dispute.opened" | "dispute.closed" | "deployment.ready" | "deployment.failed" | "deployment.scaled_to_zero" | "invocation.completed" | "machine.verified" | "machine.failed" | "machine.silent" | "machine.deleted" | "scan.blocked" | "webhook_endpoint.disabled")[];
                    description?: string | null;
                    /** @enum {unknown} */
                    status?: "enabled" | "disabled";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        description: string | null;
                        events: string[];
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner_id: string;
                        /** @enum {unknown} */
                        status: "enabled" | "disabled";
                        disabled_reason: string | null;
                        /** @description The first failure since the last success. After three days the endpoint is disabled. */
                        failing_since: string | null;
                        /** @description Until when deliveries are also signed with the secret before the last rotation. */
                        previous_secret_until: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long the old secret signs too.
                     * @default 86400
                     */
                    overlap_seconds?: number;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        url: string;
                        description: string | null;
                        events: string[];
                        /** @enum {unknown} */
                        mode: "test" | "live";
                        owner_id: string;
                        /** @enum {unknown} */
                        status: "enabled" | "disabled";
                        disabled_reason: string | null;
                        /** @description The first failure since the last success. After three days the endpoint is disabled. */
                        failing_since: string | null;
                        /** @description Until when deliveries are also signed with the secret before the last rotation. */
                        previous_secret_until: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00Z
                         */
                        updated_at: string;
                        /** @description For `nd-signature` and `verifyWebhook`. It is shown this once. */
                        secret: string;
                        /** @description The same secret as libraries of Standard Webhooks take it: without `test_` or `live_` in its prefix. */
                        standard_secret: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                state?: "pending" | "delivered" | "failed";
                /** @description The `next_cursor` of the page before, with the same filters. */
                cursor?: string;
                /** @description Items on one page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            type: string;
                            api_version: string;
                            /** @enum {unknown} */
                            mode: "test" | "live";
                            /**
                             * Format: date-time
                             * @example 2026-01-31T12:00:00Z
                             */
                            created_at: string;
                            data: {
                                object: unknown;
                            };
                            delivery: {
                                /** @enum {unknown} */
                                state: "pending" | "delivered" | "failed";
                                next_attempt_at: string | null;
                                /** @description The oldest first; the last 25. */
                                attempts: {
                                    /**
                                     * Format: date-time
                                     * @example 2026-01-31T12:00:00Z
                                     */
                                    at: string;
                                    /** @description The HTTP status it answered with. */
                                    status: number | null;
                                    duration_ms: number;
                                    /** @description Why there was no answer. */
                                    error: string | null;
                                    /** @description How its answer began. */
                                    response: string | null;
                                }[];
                            };
                        }[];
                        /** @description Pass it as `cursor` for the next page; null on the last. */
                        next_cursor: string | null;
                        has_more: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    resendWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        resent: number;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    resendWebhooksSince: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own for this one request. A retry with the same text and body within 24 hours gets the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-01-31T12:00:00Z
                     */
                    since: string;
                    /**
                     * @description Leaves out what it has taken already.
                     * @default false
                     */
                    undelivered_only?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many events. */
                        resent: number;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    invokeDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description A tensor for each input of the model, by name.
                     * @example {
                     *       "image": [
                     *         [
                     *           [
                     *             [
                     *               0,
                     *               0.5
                     *             ],
                     *             [
                     *               1,
                     *               0
                     *             ]
                     *           ]
                     *         ]
                     *       ]
                     *     }
                     */
                    input: {
                        [key: string]: unknown | {
                            /** @description The model's own; nothing is converted. */
                            dtype?: string;
                            shape?: number[];
                            /** @description Elements flat or nested, or the base64 of their bytes (row-major, little-endian). */
                            data: unknown;
                        };
                    };
                    /** @description How long to wait; the deployment's own limit at most. */
                    timeout_ms?: number;
                };
                "application/vnd.safetensors": string;
                "application/x-npy": string;
            };
        };
        responses: {
            /** @description Outputs, in the form of the inputs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example inv_01J9Z3K6M8Q4T7V2X5Y0A1B2C3 */
                        id: string;
                        /** @enum {string} */
                        status: "succeeded";
                        /** @description A tensor for each output, written like the inputs. */
                        output: {
                            [key: string]: unknown;
                        };
                        metrics: {
                            /** @description Waited for the model. */
                            queue_ms: number;
                            /** @description Waited until it was loaded; 0 when it was. */
                            cold_start_ms: number;
                            /** @description The run. */
                            predict_ms: number;
                            /** @description Rows of the run, other requests' included. */
                            batch_rows: number;
                        };
                        logs_url: string;
                    };
                    "application/vnd.safetensors": string;
                    "application/x-npy": string;
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    receiveStripeEvent: {
        parameters: {
            query?: never;
            header?: {
                "stripe-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        received: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    putUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version of tus the client speaks: 1.0.0. */
                "tus-resumable"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancelUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version of tus the client speaks: 1.0.0. */
                "tus-resumable"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    describeUploads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    appendToUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus the client speaks: 1.0.0. */
                "tus-resumable"?: string;
                "upload-offset": number;
                /** @description `sha256 <base64>` of this body: it is then taken whole or not at all. */
                "upload-checksum"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
