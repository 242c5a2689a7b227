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
    "/grid/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom this grid node knows and who of them is there, and what it holds for others */
        get: operations["describeGrid"];
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
    "/grid/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each node of this network hosts, as it says now
         * @description Who does not answer is left out, and named in the header `x-grid-unreachable`.
         */
        get: operations["listGridHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connected-nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the nodes of this network */
        get: operations["listNetworkNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/choose-model-host": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Choose a node to host a model
         * @description With `model_id`, the nodes that host it already, if there are any.
         */
        get: operations["chooseModelHost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/choose-encrypted-model-host": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Choose four nodes for an encrypted model
         * @description Two to hold shares, a crypto provider and a host; empty when there are fewer than four.
         */
        get: operations["chooseEncryptedModelHost"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search-available-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every node's models */
        get: operations["listNetworkModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search-available-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every node's dataset tags */
        get: operations["listNetworkTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grid/shares/{share}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a share is here, and what it is a share of */
        get: operations["getShare"];
        /**
         * Keep a share of an encrypted model here
         * @description Safetensors of uint64, each element uniform by itself. Nothing answers with it.
         */
        put: operations["putShare"];
        post?: never;
        /** Delete a share */
        delete: operations["deleteShare"];
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
    "/search-encrypted-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the workers that hold the shares of an encrypted model
         * @description The workers are asked: a model whose shares are no longer there is not found.
         */
        post: operations["searchEncryptedModels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a grid node to this network */
        post: operations["joinNetwork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delete-node": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a grid node from this network */
        delete: operations["leaveNetwork"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find the nodes that host a model */
        post: operations["searchNetworkModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search-encrypted-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find the nodes that host an encrypted model */
        post: operations["searchNetworkEncryptedModel"];
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
    describeGrid: {
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
                        role: string;
                        auth: string;
                        joined: {
                            id: string;
                            address: string;
                            reached_at: string | null;
                            /** @description Why it was not reached when last asked */
                            error: string | null;
                        }[];
                        connected: {
                            id: string;
                            address: string;
                            reached_at: string | null;
                            /** @description Why it was not reached when last asked */
                            error: string | null;
                        }[];
                        /** @description Shares of encrypted models kept here for others */
                        shares: number;
                        /** @description Shares that workers are still to be told to delete */
                        releases: number;
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
    listGridHosts: {
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
                        address: string;
                        models: string[];
                    }[];
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
    listNetworkNodes: {
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
                        "grid-nodes": string[];
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
    chooseModelHost: {
        parameters: {
            query?: {
                model_id?: string;
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
                    "application/json": string[][];
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
    chooseEncryptedModelHost: {
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
                    "application/json": string[][];
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
    listNetworkModels: {
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
    listNetworkTags: {
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
    getShare: {
        parameters: {
            query?: never;
            header: {
                /** @description The secret of this share */
                "x-share-token": string;
            };
            path: {
                share: string;
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
                        model_id: string;
                        part: number;
                        parts: number;
                        size: number;
                        tensors: [
                            string,
                            number[]
                        ][];
                        /** @description `[id, address]` */
                        crypto_provider: string[];
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
    putShare: {
        parameters: {
            query: {
                model_id: string;
                part: number;
                parts: number;
                provider_id: string;
                provider_address: string;
            };
            header: {
                /** @description The secret of this share */
                "x-share-token": string;
            };
            path: {
                share: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.safetensors": string;
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
    deleteShare: {
        parameters: {
            query?: never;
            header: {
                /** @description The secret of this share */
                "x-share-token": string;
            };
            path: {
                share: string;
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
                        /** @enum {boolean} */
                        success: true;
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
                    } | string[][];
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
    searchEncryptedModels: {
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
                        workers: string[][];
                        /** @description `[id, address]` */
                        crypto_provider: string[];
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
    joinNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    "node-id": string;
                    "node-address": string;
                    /** @description Where the node wants keys (`GRID_AUTH=key`): the one to ask it with */
                    "node-key"?: string;
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
    leaveNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    "node-id": string;
                    "node-address": string;
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
    searchNetworkModel: {
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
                    "application/json": string[][];
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
    searchNetworkEncryptedModel: {
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
                        [key: string]: {
                            address: string;
                            nodes: {
                                workers: string[][];
                                /** @description `[id, address]` */
                                crypto_provider: string[];
                            };
                        };
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
