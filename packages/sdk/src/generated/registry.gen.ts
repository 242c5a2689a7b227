// Made by `npm run generate` from /openapi/registry.json. Do not edit.
export interface paths {
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
