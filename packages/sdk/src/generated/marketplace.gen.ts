// Made by `npm run generate` from /openapi/marketplace.json. Do not edit.
export interface paths {
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
        patch?: never;
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
                code: "invalid_json" | "invalid_request" | "unauthorized" | "key_expired" | "key_revoked" | "licence_required" | "payment_failed" | "insufficient_balance" | "forbidden" | "insufficient_scope" | "mode_mismatch" | "not_found" | "method_not_allowed" | "conflict" | "already_exists" | "revision_exists" | "revision_immutable" | "idempotency_mismatch" | "idempotency_in_progress" | "upload_offset_conflict" | "upload_incomplete" | "payload_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "validation_failed" | "checksum_mismatch" | "unsupported_format" | "scan_blocked" | "upgrade_required" | "rate_limited" | "internal" | "runtime_unavailable" | "upstream_failed" | "deployment_cold" | "unavailable" | "timeout" | "storage_full";
                /** @description What went wrong, for people. */
                message: string;
                /** @description The offending input, when one is to blame. */
                field?: string;
                /** @description Also in the header `X-Request-Id`. */
                request_id: string;
            };
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
                        /** Format: date-time */
                        created_at: string;
                        key: {
                            mode: "test" | "live";
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
}
