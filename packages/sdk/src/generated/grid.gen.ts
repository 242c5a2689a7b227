// Made by `npm run generate` from /openapi/grid.json. Do not edit.
export interface paths {
    "/dataset-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tags of all datasets */
        get: operations["listDatasetTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/is_model_copy_allowed/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a model may be downloaded
         * @description Always 200; `success` says whether.
         */
        get: operations["isModelCopyAllowed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get_model/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a model
         * @description The bytes that were served, as ISO-8859-1 text. Beyond 100 MiB as multipart/form-data with one part, `serialized_model`.
         */
        get: operations["getGridModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this grid node is called */
        get: operations["getGridIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That it is there */
        get: operations["getGridStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the nodes this one is connected to */
        get: operations["listGridWorkers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the ids of all models */
        get: operations["listGridModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/detailed_models_list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all models with what may be done with them */
        get: operations["describeGridModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether there is a dataset that fits
         * @description One that every term fits: its id, one of its tags, or a part of its description. On a network the answer is `[[id, address], …]` of the nodes that have one.
         */
        post: operations["searchDatasets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delete-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop hosting a model
         * @description Frees its id and yanks its version in the registry.
         */
        post: operations["deleteGridModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/model/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a model
         * @description `data` is text in the `encoding` and stands for one of:
         *
         *     - a tensor as JSON: nested arrays, `{"shape", "dtype", "data"}`, or an object of those by input name
         *     - the bytes of an .npy file
         *     - a tensor as syft serializes it
         *
         *     `prediction` comes back in the same form and encoding.
         */
        post: operations["runGridModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Host a model
         * @description ONNX, TorchScript or a syft plan. It becomes a version of a model of the registry and is deployed. Large models are sent as a multipart part `model`, which goes to disk as it comes.
         */
        post: operations["serveModel"];
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
        /** @description An error: `error` says it in words, on a network `message` does */
        GridError: {
            /** @enum {boolean} */
            success?: false;
            /** @enum {boolean} */
            not_allowed?: true;
            error?: string;
            message?: string;
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
    listDatasetTags: {
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
                    "application/json": string[];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    isModelCopyAllowed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
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
                        success: boolean;
                        error?: string;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    getGridModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        serialized_model: string;
                    };
                    "multipart/form-data": string;
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    getGridIdentity: {
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
                        /** @enum {boolean} */
                        success: true;
                        identity: string;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    getGridStatus: {
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
                        /** @enum {boolean} */
                        success: true;
                        status: string;
                        role: string;
                        /** @description `open`, or `key` where every caller needs one */
                        auth: string;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    listGridWorkers: {
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
                        /** @enum {boolean} */
                        success: true;
                        workers: string[];
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    listGridModels: {
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
                        /** @enum {boolean} */
                        success: true;
                        models: string[];
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    describeGridModels: {
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
                        /** @enum {boolean} */
                        success: true;
                        models: {
                            id: string;
                            /** @description Thousands of bytes: `12.3KB` */
                            model_size: string;
                            allow_download: boolean;
                            allow_remote_inference: boolean;
                            /** @description Whether its weights are shares on other nodes */
                            mpc: boolean;
                        }[];
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    searchDatasets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string[] | string;
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
                        content: boolean;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    deleteGridModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    model_id: string;
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
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    runGridModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How text stands for bytes: `ISO-8859-1` (one character per byte), `utf-8` or `base64`. */
                    encoding: string;
                    data: string;
                };
                "application/x-www-form-urlencoded": {
                    /** @description How text stands for bytes: `ISO-8859-1` (one character per byte), `utf-8` or `base64`. */
                    encoding: string;
                    data: string;
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
                        /** @enum {boolean} */
                        success: true;
                        /** @enum {boolean} */
                        status: true;
                        prediction: string;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
    serveModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How text stands for bytes: `ISO-8859-1` (one character per byte), `utf-8` or `base64`. */
                    encoding: string;
                    model_id: string;
                    /** @description In forms the text `True`; every other text is false. */
                    allow_download: boolean | string;
                    /** @description In forms the text `True`; every other text is false. */
                    allow_remote_inference: boolean | string;
                    /** @description ONNX, TorchScript or a syft plan, as text in the encoding. */
                    model: string;
                    /** @description In forms the text `True`; every other text is false. */
                    mpc?: boolean | string;
                };
                "multipart/form-data": {
                    /** @description How text stands for bytes: `ISO-8859-1` (one character per byte), `utf-8` or `base64`. */
                    encoding: string;
                    model_id: string;
                    /** @description In forms the text `True`; every other text is false. */
                    allow_download: boolean | string;
                    /** @description In forms the text `True`; every other text is false. */
                    allow_remote_inference: boolean | string;
                    /**
                     * Format: binary
                     * @description A file, or text in the encoding.
                     */
                    model: string;
                    /** @description In forms the text `True`; every other text is false. */
                    mpc?: boolean | string;
                };
                "application/x-www-form-urlencoded": {
                    /** @description How text stands for bytes: `ISO-8859-1` (one character per byte), `utf-8` or `base64`. */
                    encoding: string;
                    model_id: string;
                    /** @description In forms the text `True`; every other text is false. */
                    allow_download: boolean | string;
                    /** @description In forms the text `True`; every other text is false. */
                    allow_remote_inference: boolean | string;
                    /** @description ONNX, TorchScript or a syft plan, as text in the encoding. */
                    model: string;
                    /** @description In forms the text `True`; every other text is false. */
                    mpc?: boolean | string;
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
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
            /** @description An error: `error` says it in words, on a network `message` does */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridError"];
                };
            };
        };
    };
}
