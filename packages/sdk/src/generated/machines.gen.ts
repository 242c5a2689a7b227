// Made by `npm run generate` from /openapi/machines.json. Do not edit.
export interface paths {
    "/nodes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything in the inventory
         * @description By kind of device, how many are busy and idle; detailed, by hotkey, what each device does. What private models are called is not shown.
         */
        get: operations["listNodes"];
        put?: never;
        /**
         * Add the devices of one machine
         * @description All or none. What is signed is the SHA-256 of the body, in hex. The machine is verified then; `task_id` is what to ask for. Adding the same machine again is answered the same, and one that failed is verified anew.
         */
        post: operations["addNodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/{node_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a device from the inventory
         * @description The deployments on it are stopped first, and `machine.deleted` is sent. What is signed is `nodes`.
         */
        delete: operations["deleteNode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/supported": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The kinds of device the inventory takes
         * @description A row of your own goes into `machines.json` in the data folder.
         */
        get: operations["listSupportedGpus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/nodes/verification_status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the verification of a machine stands
         * @description It is read from the machine itself and never forgotten. What is signed is `graval`.
         */
        get: operations["getVerificationStatus"];
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
        HTTPError: {
            /** @description What went wrong, for people; with a 422, every problem found. */
            detail: string | {
                /** @description Where it stands: `body`, `query` or `path` first. */
                loc: (string | number)[];
                /** @description What is wrong there, for people. */
                msg: string;
                /** @description What is wrong there, for programs. */
                type: string;
            }[];
            /** @description What went wrong, for programs. */
            reason: string;
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
    listNodes: {
        parameters: {
            query?: {
                /** @description Only this kind of device, or only what serves this public model (`owner/name`). */
                model?: string;
                detailed?: boolean;
                /** @description When detailed: only what belongs to it. */
                hotkey?: string;
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
                        [key: string]: {
                            provisioned: number;
                            idle: number;
                        };
                    } | {
                        [key: string]: {
                            provisioned: {
                                gpu: string;
                                chute: {
                                    username: string | null;
                                    /** @description The model; `[private chute]` where it is private. */
                                    name: string;
                                    /** @description The id of the model. */
                                    chute_id: string;
                                    /** @description Whether the deployment answers. */
                                    verified: boolean;
                                    /** @description The id of the deployment. */
                                    instance_id: string;
                                };
                            }[];
                            idle: {
                                [key: string]: number;
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
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
        };
    };
    addNodes: {
        parameters: {
            query?: {
                /** @description With an API key: the organisation the machine is for, of which its holder is an admin. A hotkey says itself whose its machines are. */
                owner?: string;
            };
            header?: {
                /** @description The SS58 address of the key that signs. */
                "x-chutes-hotkey"?: string;
                /** @description The time in seconds since 1970, at most 600 from ours. */
                "x-chutes-nonce"?: string;
                /** @description 64 bytes in hex: the sr25519 signature of `hotkey:nonce:X`. */
                "x-chutes-signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What its owner calls the machine. */
                    server_id: string;
                    server_name?: string | null;
                    /** @description Its devices, 1 to 10. */
                    nodes: {
                        /** @description Unique in the world. */
                        uuid: string;
                        /** @description By which the kind is found. */
                        name: string;
                        /** @description Bytes. */
                        memory: number;
                        major?: number | null;
                        minor?: number | null;
                        processors: number;
                        sxm?: boolean | null;
                        /** @description kHz */
                        clock_rate: number;
                        max_threads_per_processor: number;
                        concurrent_kernels?: boolean | null;
                        ecc?: boolean | null;
                        device_index: number;
                        /** @description The key of its kind in `GET /nodes/supported`. */
                        gpu_identifier: string;
                        /** @description Where its agent answers. */
                        verification_host: string;
                        /** @description 80 to 65535. */
                        verification_port: number;
                    }[];
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
                        /** @description In the order they were sent. */
                        nodes: {
                            uuid: string;
                            name: string;
                            /** @description Bytes. */
                            memory: number;
                            major: number | null;
                            minor: number | null;
                            processors: number;
                            sxm: boolean | null;
                            /** @description kHz */
                            clock_rate: number;
                            max_threads_per_processor: number;
                            concurrent_kernels: boolean | null;
                            ecc: boolean | null;
                            /** @description One for all devices of a request: 63 bits, more than a double holds. */
                            seed: number;
                            miner_hotkey: string;
                            gpu_identifier: string;
                            device_index: number;
                            server_id: string;
                            server_name: string | null;
                            /** Format: date-time */
                            created_at: string;
                            verification_host: string;
                            verification_port: number;
                            verification_error: string | null;
                            verified_at: string | null;
                            instance: null;
                        }[];
                        /** @description `<hotkey>::<id>`, or `skip` where machines need prove nothing. */
                        task_id: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
        };
    };
    deleteNode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The SS58 address of the key that signs. */
                "x-chutes-hotkey"?: string;
                /** @description The time in seconds since 1970, at most 600 from ours. */
                "x-chutes-nonce"?: string;
                /** @description 64 bytes in hex: the sr25519 signature of `hotkey:nonce:X`. */
                "x-chutes-signature"?: string;
            };
            path: {
                /** @description Its uuid. */
                node_id: string;
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
                        node_id: string;
                        deleted: boolean;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
        };
    };
    listSupportedGpus: {
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
                        [key: string]: {
                            /** @description A regex, found in the name. */
                            model_name_check: string;
                            /** @description GB */
                            memory: number;
                            /** @description GB, where it may be more. */
                            max_memory?: number;
                            major?: number;
                            minor?: number;
                            tensor_cores?: number;
                            concurrent_kernels?: boolean;
                            ecc?: boolean;
                            sxm?: boolean;
                            processors: number;
                            /** @description Where they may be more. */
                            max_processors?: number;
                            /** @description MHz */
                            clock_rate: {
                                base: number;
                                boost: number;
                            };
                            max_threads_per_processor: number;
                            /** @description USD */
                            hourly_rate: number;
                            proof: {
                                /** @description Rows of one matrix; a power of two. */
                                block: number;
                                /** @description Of the claimed memory. */
                                fraction: number;
                                /** @description Where that is less. */
                                most_bytes?: number;
                                /** @description The slowest commitment taken. */
                                bytes_per_second: number;
                                /** @description Multiplications: slower and faster than this fail alike. */
                                macs_per_second: {
                                    least: number;
                                    most: number;
                                };
                                /** @description Time for showing what was committed to. */
                                open_seconds: number;
                                /** @description Whether the window is for one processor. */
                                is_per_processor?: boolean;
                                /** @description Whether the window was ever measured on such a device. */
                                is_calibrated: boolean;
                            };
                            graval: {
                                iterations: number;
                                estimate: number;
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
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
        };
    };
    getVerificationStatus: {
        parameters: {
            query: {
                /** @description As `POST /nodes/` answered it. */
                task_id: string;
            };
            header?: {
                /** @description The SS58 address of the key that signs. */
                "x-chutes-hotkey"?: string;
                /** @description The time in seconds since 1970, at most 600 from ours. */
                "x-chutes-nonce"?: string;
                /** @description 64 bytes in hex: the sr25519 signature of `hotkey:nonce:X`. */
                "x-chutes-signature"?: string;
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
                        /** @enum {string} */
                        status: "pending" | "verified" | "failed" | "error";
                        /** @description Why it failed, for people. */
                        detail?: string;
                        /** @description Why it failed, for programs. */
                        reason?: string;
                        error?: string;
                    };
                };
            };
            /** @description The one shape of every error. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
            /** @description The one shape of every error. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPError"];
                };
            };
        };
    };
}
