// Made by `npm run generate` from /openapi/registry.json. Do not edit.
export interface paths {
    "/api/v1/org/{org}/models/{name}/{version}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a version of a model an alias
         * @description If another version has the alias, it moves.
         */
        post: operations["set_model_alias"];
        /** Take an alias from a version of a model */
        delete: operations["remove_model_alias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/{version}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an alias from a version of a model */
        delete: operations["remove_model_alias_by_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a version of a dataset an alias
         * @description If another version has the alias, it moves.
         */
        post: operations["set_dataset_alias"];
        /** Take an alias from a version of a dataset */
        delete: operations["remove_dataset_alias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an alias from a version of a dataset */
        delete: operations["remove_dataset_alias_by_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/device/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in from a terminal */
        post: operations["create_device_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/device/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The key of a terminal whose code was approved, once
         * @description 401 while nobody has answered: ask again every few seconds. 403 when it was denied, 400 when its time is over, 409 when the key was handed out already, 404 for an unknown code.
         */
        post: operations["create_device_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/device/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve (or deny) what a terminal shows, as the page /account/device does
         * @description By a signed-in browser, with its `X-CSRF-Token`, or by an unrestricted key. After ten wrong codes in ten minutes, 429.
         */
        post: operations["answer_device_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a version of a model */
        get: operations["get_model_detail"];
        put?: never;
        post?: never;
        /**
         * Delete a version of a model
         * @description Its files are freed, its number is never used again. Refused while it is for sale, granted or deployed.
         */
        delete: operations["delete_model_version"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a version of a dataset */
        get: operations["get_dataset_detail"];
        put?: never;
        post?: never;
        /**
         * Delete a version of a dataset
         * @description Its files are freed, its number is never used again. Refused while it is for sale, granted or deployed.
         */
        delete: operations["delete_dataset_version"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the latest version of a model */
        get: operations["get_model_latest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/{version}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files of a version of a model */
        get: operations["list_model_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the latest version of a dataset */
        get: operations["get_dataset_latest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files of a version of a dataset */
        get: operations["list_dataset_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/{version}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Download a version of a model
         * @description All its files in one tar, or one of them. `preparing` means that the archive is being made: ask for the status until it is `ready`. The address needs no key and ends at `expires_at`. What was bought comes with its grant: `X-Nodedata-Grant`, and the signed document in Base64 as `X-Nodedata-Grant-Document`.
         */
        post: operations["initiate_model_download"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/downloads/models/{download_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a download of a model is */
        get: operations["get_model_download_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Download a version of a dataset
         * @description All its files in one tar, or one of them. `preparing` means that the archive is being made: ask for the status until it is `ready`. The address needs no key and ends at `expires_at`. What was bought comes with its grant: `X-Nodedata-Grant`, and the signed document in Base64 as `X-Nodedata-Grant-Document`.
         */
        post: operations["initiate_dataset_download"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/downloads/datasets/{download_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a download of a dataset is */
        get: operations["get_dataset_download_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What models can be filtered by */
        get: operations["get_model_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What datasets can be filtered by */
        get: operations["get_dataset_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List models, each by its latest version */
        get: operations["list_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List datasets, each by its latest version */
        get: operations["list_datasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/{version}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add to the metrics of a version of a model
         * @description Those that are there already get their new value, the others stay as they are.
         */
        put: operations["update_model_metrics"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add to the metrics of a version of a dataset
         * @description Those that are there already get their new value, the others stay as they are.
         */
        put: operations["update_dataset_metrics"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/{version}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to register a version of a model
         * @description Answers which of the files have to be sent, and where; those that are here already are not sent again. Asking again for the same goes on with the same uploads. The number must be new, X.Y.Z.
         */
        post: operations["begin_model_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/{version}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to register a version of a dataset
         * @description Answers which of the files have to be sent, and where; those that are here already are not sent again. Asking again for the same goes on with the same uploads. The number must be new, X.Y.Z.
         */
        post: operations["begin_dataset_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/uploads/{upload_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register the version whose files have all arrived
         * @description Every file is looked at: one whose header lies is refused, pickles are judged and never run. The version appears whole, and published. Asking again gives the same answer.
         */
        post: operations["complete_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose key this is
         * @description No key's text is in it: a key is shown once, when it is made.
         */
        get: operations["get_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all versions of a model */
        get: operations["list_model_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all versions of a dataset */
        get: operations["list_dataset_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org/{org}/models/{name}/visibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Show a model to everyone, or to the organisation alone
         * @description Applies to all its versions. Everyone who is signed in may see and download it then.
         */
        patch: operations["update_model_visibility"];
        trace?: never;
    };
    "/api/v1/org/{org}/datasets/{name}/visibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Show a dataset to everyone, or to the organisation alone
         * @description Applies to all its versions. Everyone who is signed in may see and download it then.
         */
        patch: operations["update_dataset_visibility"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One version of a model, in short. */
        ModelArtifactSummary: {
            /**
             * Format: uuid
             * @description The id of the version.
             */
            id: string;
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description X.Y.Z */
            version: string;
            /**
             * Format: date-time
             * @description When this version was registered.
             */
            created_at: string;
            updated_at?: string | null;
            aliases?: string[] | null;
            /**
             * @description Downloads of this version.
             * @default 0
             */
            download_count: number;
            /** @description Whether everyone who is signed in may see it. One for all versions. */
            is_public: boolean;
            language?: string[] | null;
            license?: string | null;
            /** @description Where it came from. */
            origin: {
                [key: string]: unknown;
            };
            pretty_name?: string | null;
            size_category?: string | null;
            summary?: string | null;
            tags: string[];
            task_categories?: string[] | null;
            /** @description How many versions there are. */
            version_count: number;
            architecture?: string | null;
            base_model?: string | null;
            /** @default safetensors */
            framework: string;
            task?: string | null;
        };
        /** @description One version of a model. */
        ModelArtifactDetail: {
            /**
             * Format: uuid
             * @description The id of the version.
             */
            id: string;
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description X.Y.Z */
            version: string;
            /**
             * Format: date-time
             * @description When this version was registered.
             */
            created_at: string;
            updated_at?: string | null;
            aliases?: string[] | null;
            /**
             * @description Downloads of this version.
             * @default 0
             */
            download_count: number;
            /** @description Whether everyone who is signed in may see it. One for all versions. */
            is_public: boolean;
            language?: string[] | null;
            license?: string | null;
            /** @description Where it came from. */
            origin: {
                [key: string]: unknown;
            };
            pretty_name?: string | null;
            size_category?: string | null;
            summary?: string | null;
            tags: string[];
            task_categories?: string[] | null;
            /** @description How many versions there are. */
            version_count: number;
            architecture?: string | null;
            base_model?: string | null;
            /** @default safetensors */
            framework: string;
            task?: string | null;
            /** @description The files: path to OID, `sha256:<hex>`. */
            artifacts: {
                [key: string]: string;
            };
            /** @description One hash over all of `artifacts`. */
            artifacts_hash: string;
            created_by_email?: string | null;
            description?: string | null;
            file_size_bytes: number;
            dataset_refs?: string[] | null;
            metrics: {
                [key: string]: number;
            };
        };
        /** @description One version of a dataset, in short. */
        DatasetArtifactSummary: {
            /**
             * Format: uuid
             * @description The id of the version.
             */
            id: string;
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description X.Y.Z */
            version: string;
            /**
             * Format: date-time
             * @description When this version was registered.
             */
            created_at: string;
            updated_at?: string | null;
            aliases?: string[] | null;
            /**
             * @description Downloads of this version.
             * @default 0
             */
            download_count: number;
            /** @description Whether everyone who is signed in may see it. One for all versions. */
            is_public: boolean;
            language?: string[] | null;
            license?: string | null;
            /** @description Where it came from. */
            origin: {
                [key: string]: unknown;
            };
            pretty_name?: string | null;
            size_category?: string | null;
            summary?: string | null;
            tags: string[];
            task_categories?: string[] | null;
            /** @description How many versions there are. */
            version_count: number;
            format?: string | null;
            row_count?: number | null;
        };
        /** @description One version of a dataset. */
        DatasetArtifactDetail: {
            /**
             * Format: uuid
             * @description The id of the version.
             */
            id: string;
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description X.Y.Z */
            version: string;
            /**
             * Format: date-time
             * @description When this version was registered.
             */
            created_at: string;
            updated_at?: string | null;
            aliases?: string[] | null;
            /**
             * @description Downloads of this version.
             * @default 0
             */
            download_count: number;
            /** @description Whether everyone who is signed in may see it. One for all versions. */
            is_public: boolean;
            language?: string[] | null;
            license?: string | null;
            /** @description Where it came from. */
            origin: {
                [key: string]: unknown;
            };
            pretty_name?: string | null;
            size_category?: string | null;
            summary?: string | null;
            tags: string[];
            task_categories?: string[] | null;
            /** @description How many versions there are. */
            version_count: number;
            format?: string | null;
            row_count?: number | null;
            /** @description The files: path to OID, `sha256:<hex>`. */
            artifacts: {
                [key: string]: string;
            };
            /** @description One hash over all of `artifacts`. */
            artifacts_hash: string;
            created_by_email?: string | null;
            description?: string | null;
            file_size_bytes: number;
            data_schema?: {
                [key: string]: unknown;
            } | null;
            splits?: {
                [key: string]: string;
            } | null;
        };
        /** @description All versions of a model. */
        ModelVersionList: {
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description All of them, the highest number first. */
            versions: string[];
            latest: components["schemas"]["ModelArtifactSummary"] | null;
        };
        /** @description All versions of a dataset. */
        DatasetVersionList: {
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description All of them, the highest number first. */
            versions: string[];
            latest: components["schemas"]["DatasetArtifactSummary"] | null;
        };
        /** @description One page of models. */
        ModelArtifactListResponse: {
            models: components["schemas"]["ModelArtifactSummary"][];
            page: number;
            limit: number;
            /** @description How many match, on all pages. */
            total: number;
            total_pages: number;
            has_next: boolean;
            has_previous: boolean;
        };
        /** @description One page of datasets. */
        DatasetArtifactListResponse: {
            datasets: components["schemas"]["DatasetArtifactSummary"][];
            page: number;
            limit: number;
            /** @description How many match, on all pages. */
            total: number;
            total_pages: number;
            has_next: boolean;
            has_previous: boolean;
        };
        /** @description What can be filtered by. Each list heeds all filters but its own, so that another value can be chosen. */
        ModelFacetsResponse: {
            /** @description How many there are to choose from. */
            total: number;
            /** @description How many of them the filters leave. */
            filtered_total: number;
            licenses: string[];
            size_categories: string[];
            tags: string[];
            task_categories: string[];
            frameworks: string[];
        };
        /** @description What can be filtered by. Each list heeds all filters but its own, so that another value can be chosen. */
        DatasetFacetsResponse: {
            /** @description How many there are to choose from. */
            total: number;
            /** @description How many of them the filters leave. */
            filtered_total: number;
            licenses: string[];
            size_categories: string[];
            tags: string[];
            task_categories: string[];
            formats: string[];
        };
        /** @description A download, begun. */
        DownloadResponse: {
            download_id: string;
            /** @enum {string} */
            status: "preparing" | "ready" | "failed";
            url?: string | null;
            filename?: string | null;
            expires_at?: string | null;
        };
        /** @description How far a download is. */
        DownloadStatusResponse: {
            download_id: string;
            /** @enum {string} */
            status: "preparing" | "ready" | "failed";
            url?: string | null;
            filename?: string | null;
            expires_at?: string | null;
            error?: string | null;
        };
        /** @description One file of a version. */
        ArtifactFile: {
            path: string;
            /** @description `sha256:<hex>` */
            oid: string;
            /** @description Bytes. */
            size: number;
        };
        /** @description The files of a version, by path. */
        ArtifactFileList: {
            /** @description Canonical name, `org/name`. */
            name: string;
            /** @description X.Y.Z */
            version: string;
            files: components["schemas"]["ArtifactFile"][];
        };
        /** @description The one shape of every error. */
        APIErrorPayload: {
            /**
             * @description The HTTP status.
             * @enum {integer}
             */
            code: 400 | 401 | 403 | 404 | 409 | 422 | 426 | 429 | 500 | 502 | 504;
            /** @description What went wrong, for people. */
            detail: string;
            /**
             * @description What went wrong, for programs.
             * @enum {string}
             */
            type: "already_exists_error" | "app_error" | "authentication_error" | "conflict_error" | "aws_error" | "configuration_error" | "database_error" | "dynamodb_error" | "e2b_error" | "e2b_rate_limit_error" | "expired_signature_error" | "expired_token_error" | "forbidden_error" | "group_error" | "invalid_error" | "invalid_flag_error" | "invalid_username_error" | "mail_error" | "member_exists_error" | "member_limit_exceeded_error" | "migration_lock_timeout_error" | "not_found_error" | "oauth_config_error" | "org_sandbox_capacity_exceeded_error" | "bad_gateway_error" | "gateway_timeout_error" | "s3_error" | "server_error" | "task_error" | "stripe_error" | "token_error" | "upgrade_required_error" | "usage_limit_exceeded_error" | "user_verification_error" | "validation_error";
            /** @description Every problem found, with a 422. */
            errors?: {
                /** @description Path parts, the first of them `body`, `query`, `path` or `header`. */
                loc: (string | number)[];
                /** @description What is wrong there, for people. */
                msg: string;
                /** @description What is wrong there, for programs. */
                type: string;
            }[] | null;
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
    set_model_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alias: string;
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
                        alias: string;
                        /** @description Canonical name, `org/name`. */
                        name: string;
                        /** @description X.Y.Z */
                        version: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    remove_model_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alias: string;
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
                        alias: string;
                        /** @description Canonical name, `org/name`. */
                        name: string;
                        /** @description X.Y.Z */
                        version: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    remove_model_alias_by_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
                alias: string;
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
                        alias: string;
                        /** @description Canonical name, `org/name`. */
                        name: string;
                        /** @description X.Y.Z */
                        version: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    set_dataset_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alias: string;
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
                        alias: string;
                        /** @description Canonical name, `org/name`. */
                        name: string;
                        /** @description X.Y.Z */
                        version: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    remove_dataset_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alias: string;
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
                        alias: string;
                        /** @description Canonical name, `org/name`. */
                        name: string;
                        /** @description X.Y.Z */
                        version: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    remove_dataset_alias_by_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
                alias: string;
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
                        alias: string;
                        /** @description Canonical name, `org/name`. */
                        name: string;
                        /** @description X.Y.Z */
                        version: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    create_device_code: {
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
                        /** @description Always false: somebody has yet to approve it. */
                        completed: boolean;
                        /** @description Keep it, and ask `/auth/device/token` with it. */
                        device_code: string;
                        /**
                         * @description Show it.
                         * @example WDJB-MJHT
                         */
                        user_code: string;
                        /** Format: date-time */
                        expires_at: string;
                        /** @description Seconds. */
                        expires_in: number;
                        /** @description Where to approve it, in a browser. */
                        verification_url: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    create_device_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    device_code: string;
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
                        /** @description A new unrestricted API key, good for 90 days. */
                        access_token: string;
                        /** @description The same key: it needs no refreshing. It is here for clients that want the field. */
                        refresh_token: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    answer_device_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user_code: string;
                    approve: boolean;
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
                        approved: boolean;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_model_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a model. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    delete_model_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z */
                version: string;
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
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_dataset_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a dataset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    delete_dataset_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z */
                version: string;
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
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_model_latest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a model. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    list_model_files: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files of a version, by path. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactFileList"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_dataset_latest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a dataset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    list_dataset_files: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files of a version, by path. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactFileList"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    initiate_model_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One file, instead of all as a tar. */
                    path?: string;
                    /** @description The same, named by its bytes. */
                    oid?: string;
                };
            };
        };
        responses: {
            /** @description A download, begun. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_model_download_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: string;
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a download is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadStatusResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    initiate_dataset_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One file, instead of all as a tar. */
                    path?: string;
                    /** @description The same, named by its bytes. */
                    oid?: string;
                    /**
                     * @description `raw`: the files as they are. In another format than their own, tables are converted: one file for each split.
                     * @default raw
                     * @enum {string}
                     */
                    format?: "raw" | "parquet" | "csv" | "jsonl";
                    /** @description One split only. */
                    split?: string;
                };
            };
        };
        responses: {
            /** @description A download, begun. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_dataset_download_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: string;
                download_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a download is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadStatusResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_model_facets: {
        parameters: {
            query?: {
                /** @description A part of the name or the summary, in any case. */
                search?: string;
                /** @description With any of these tags. Repeat it for several. */
                tags?: string[];
                /** @description Under any of these licences. Repeat it for several. */
                license?: string[];
                /** @description For any of these. Repeat it for several. */
                task_categories?: string[];
                /** @description Of any of these sizes. Repeat it for several. */
                size_category?: string[];
                /** @description Everybody's public ones too. */
                include_public?: boolean;
                /** @description Of any of these frameworks. Repeat it for several. */
                framework?: ("safetensors" | "pytorch" | "onnx" | "custom")[];
            };
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What can be filtered by. Each list heeds all filters but its own, so that another value can be chosen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelFacetsResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_dataset_facets: {
        parameters: {
            query?: {
                /** @description A part of the name or the summary, in any case. */
                search?: string;
                /** @description With any of these tags. Repeat it for several. */
                tags?: string[];
                /** @description Under any of these licences. Repeat it for several. */
                license?: string[];
                /** @description For any of these. Repeat it for several. */
                task_categories?: string[];
                /** @description Of any of these sizes. Repeat it for several. */
                size_category?: string[];
                /** @description Everybody's public ones too. */
                include_public?: boolean;
                /** @description In any of these formats. Repeat it for several. */
                format?: ("parquet" | "csv" | "arrow" | "feather" | "json" | "jsonl")[];
            };
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What can be filtered by. Each list heeds all filters but its own, so that another value can be chosen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetFacetsResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    list_models: {
        parameters: {
            query?: {
                /** @description Exactly this name, with or without the organisation. */
                name?: string;
                /** @description A part of the name or the summary, in any case. */
                search?: string;
                /** @description With any of these tags. Repeat it for several. */
                tags?: string[];
                /** @description Under any of these licences. Repeat it for several. */
                license?: string[];
                /** @description For any of these. Repeat it for several. */
                task_categories?: string[];
                /** @description Of any of these sizes. Repeat it for several. */
                size_category?: string[];
                /** @description Everybody's public ones too. */
                include_public?: boolean;
                /** @description Of any of these frameworks. Repeat it for several. */
                framework?: ("safetensors" | "pytorch" | "onnx" | "custom")[];
                /** @description Of the latest version. */
                sort_by?: "name" | "created_at" | "updated_at" | "file_size_bytes";
                /** @description Ascending or descending. */
                sort_dir?: "asc" | "desc";
                page?: number;
                /** @description On one page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of models. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelArtifactListResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    list_datasets: {
        parameters: {
            query?: {
                /** @description Exactly this name, with or without the organisation. */
                name?: string;
                /** @description A part of the name or the summary, in any case. */
                search?: string;
                /** @description With any of these tags. Repeat it for several. */
                tags?: string[];
                /** @description Under any of these licences. Repeat it for several. */
                license?: string[];
                /** @description For any of these. Repeat it for several. */
                task_categories?: string[];
                /** @description Of any of these sizes. Repeat it for several. */
                size_category?: string[];
                /** @description Everybody's public ones too. */
                include_public?: boolean;
                /** @description In any of these formats. Repeat it for several. */
                format?: ("parquet" | "csv" | "arrow" | "feather" | "json" | "jsonl")[];
                /** @description Of the latest version. */
                sort_by?: "name" | "created_at" | "updated_at" | "file_size_bytes" | "row_count";
                /** @description Ascending or descending. */
                sort_dir?: "asc" | "desc";
                page?: number;
                /** @description On one page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of datasets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetArtifactListResponse"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    update_model_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        /** @description Name to number, for example `{"accuracy": 0.99}`. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: number;
                };
            };
        };
        responses: {
            /** @description One version of a model. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    update_dataset_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        /** @description Name to number, for example `{"accuracy": 0.99}`. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: number;
                };
            };
        };
        responses: {
            /** @description One version of a dataset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    begin_model_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    artifacts: {
                        /** @description Relative, with `/` between folders. */
                        path: string;
                        oid: string;
                        /** @description Bytes. */
                        size: number;
                    }[];
                    manifest?: {
                        /** @description As in the path, with or without the organisation. */
                        name?: string;
                        /** @description As in the path. */
                        version?: string;
                        /** @description What it is, in a sentence. */
                        summary?: string;
                        /** @description What it is, at length. Stands in for `summary` where there is none. */
                        description?: string;
                        /** @description The name as people write it. Default: the name. */
                        pretty_name?: string;
                        /** @description An SPDX identifier, or any text. */
                        license?: string;
                        /** @description ISO 639-1 codes. */
                        language?: string[];
                        /** @description Free words to find it by. */
                        tags?: string[];
                        /** @description What it can be used for. */
                        task_categories?: string[];
                        /** @description For example `<1B`, `1-7B`, `7-70B`, `>70B`. Default for models: counted. */
                        size_category?: string;
                        /** @description Where it came from: any map. */
                        origin?: {
                            [key: string]: unknown;
                        };
                        /** @description Which files of its folder were chosen. */
                        files?: string[];
                        /**
                         * @description Default: by the files, safetensors before onnx before pytorch.
                         * @enum {string}
                         */
                        framework?: "safetensors" | "pytorch" | "onnx" | "custom";
                        /** @description What it does. */
                        task?: string;
                        /** @description How it is built. */
                        architecture?: string;
                        /** @description What it was made from, `org/name@version` if it is here. */
                        base_model?: string;
                        /** @description What it was trained on. */
                        dataset_refs?: string[];
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
                        upload_id: string;
                        /** Format: date-time */
                        expires_at: string;
                        /** @description What has to be sent before it can be completed. */
                        missing: {
                            /** @description `sha256:<hex>` */
                            oid: string;
                            /** @description Bytes. */
                            size: number;
                            /**
                             * @description `put`: one request with all bytes. `tus`: tus 1.0, which resumes after a cut.
                             * @enum {string}
                             */
                            protocol: "put" | "tus";
                            /** @description Where the bytes go, with the key of any contributor. */
                            url: string;
                            /** @enum {string} */
                            method: "PUT" | "PATCH";
                            /** @description To send along with every request. */
                            headers: {
                                [key: string]: string;
                            };
                            /** @description How many bytes to send in one request at most. */
                            part_size: number;
                            /** @description How many bytes are here already: go on from there. */
                            offset: number;
                        }[];
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    begin_dataset_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
                /** @description X.Y.Z, an alias, or `latest`. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    artifacts: {
                        /** @description Relative, with `/` between folders. */
                        path: string;
                        oid: string;
                        /** @description Bytes. */
                        size: number;
                    }[];
                    manifest?: {
                        /** @description As in the path, with or without the organisation. */
                        name?: string;
                        /** @description As in the path. */
                        version?: string;
                        /** @description What it is, in a sentence. */
                        summary?: string;
                        /** @description What it is, at length. Stands in for `summary` where there is none. */
                        description?: string;
                        /** @description The name as people write it. Default: the name. */
                        pretty_name?: string;
                        /** @description An SPDX identifier, or any text. */
                        license?: string;
                        /** @description ISO 639-1 codes. */
                        language?: string[];
                        /** @description Free words to find it by. */
                        tags?: string[];
                        /** @description What it can be used for. */
                        task_categories?: string[];
                        /** @description For example `<1B`, `1-7B`, `7-70B`, `>70B`. Default for models: counted. */
                        size_category?: string;
                        /** @description Where it came from: any map. */
                        origin?: {
                            [key: string]: unknown;
                        };
                        /** @description Which files of its folder were chosen. */
                        files?: string[];
                        /**
                         * @description Default: by the files.
                         * @enum {string}
                         */
                        format?: "parquet" | "csv" | "arrow" | "feather" | "json" | "jsonl";
                        /** @description Column to type. */
                        data_schema?: {
                            [key: string]: string;
                        };
                        row_count?: number;
                        /** @description Split to the path of its file. */
                        splits?: {
                            [key: string]: string;
                        };
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
                        upload_id: string;
                        /** Format: date-time */
                        expires_at: string;
                        /** @description What has to be sent before it can be completed. */
                        missing: {
                            /** @description `sha256:<hex>` */
                            oid: string;
                            /** @description Bytes. */
                            size: number;
                            /**
                             * @description `put`: one request with all bytes. `tus`: tus 1.0, which resumes after a cut.
                             * @enum {string}
                             */
                            protocol: "put" | "tus";
                            /** @description Where the bytes go, with the key of any contributor. */
                            url: string;
                            /** @enum {string} */
                            method: "PUT" | "PATCH";
                            /** @description To send along with every request. */
                            headers: {
                                [key: string]: string;
                            };
                            /** @description How many bytes to send in one request at most. */
                            part_size: number;
                            /** @description How many bytes are here already: go on from there. */
                            offset: number;
                        }[];
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    complete_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelArtifactDetail"] | components["schemas"]["DatasetArtifactDetail"];
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    get_user: {
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
                        email_address: string | null;
                        username: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    list_model_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of a model. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersionList"];
                };
            };
            /** @description What `If-None-Match` names is still the answer. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    list_dataset_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of a dataset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetVersionList"];
                };
            };
            /** @description What `If-None-Match` names is still the answer. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    update_model_visibility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    is_public: boolean;
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
                        is_public: boolean;
                        message: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
    update_dataset_visibility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug of an organisation, or of a user. */
                org: string;
                /** @description The name, without the organisation. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    is_public: boolean;
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
                        is_public: boolean;
                        message: string;
                    };
                };
            };
            /** @description Invalid request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Authentication failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Access forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Validation error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Upgrade required */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Rate limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Internal server error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Bad gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
            /** @description Gateway timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["APIErrorPayload"];
                };
            };
        };
    };
}
