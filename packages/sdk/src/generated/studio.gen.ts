// Made by `npm run generate` from /openapi/studio.json. Do not edit.
export interface paths {
    "/api/custom-nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files with custom graph nodes, those that are off or broken too */
        get: operations["listCustomGraphNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/custom-nodes/toggle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a file with graph nodes off, or on again; its name says which it is */
        post: operations["toggleCustomGraphNodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/custom-nodes/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a file with graph nodes */
        delete: operations["deleteCustomGraphNodes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/examples/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Example graphs */
        get: operations["listExamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/examples/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An example graph */
        get: operations["loadExample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/outputs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every output of a run that recorded */
        get: operations["listOutputs"];
        put?: never;
        post?: never;
        /** Forget what a run has recorded */
        delete: operations["deleteOutputs"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/outputs/{run_id}/{node_id}/__steps_index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The steps of a computation, in a verbose run */
        get: operations["listSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/outputs/{run_id}/{node_id}/__grad_index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The gradients of a graph node, with their health */
        get: operations["listGradients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/gradients/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every gradient of a run, with its health */
        get: operations["listRunGradients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/outputs/{run_id}/{node_id}/{port}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An output, a tensor by a slice of it */
        get: operations["getOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/state/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget the weights of a graph, or of some of its graph nodes */
        post: operations["resetWeights"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/execution/state/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which graph nodes have weights of their own */
        get: operations["listWeights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A graph as a PyTorch script that needs no server, or as an ONNX model */
        post: operations["exportGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a version of a model in the registry of a trained model, or of the graph as a function
         * @description The graph runs first; what has not changed since its last run is not run again. The key needs `models:upload`, and `deploy:write` to deploy.
         */
        post: operations["publishGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of models */
        get: operations["listStudioModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/download/{*}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a model file, in folders too */
        get: operations["downloadStudioModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a model file */
        delete: operations["deleteStudioModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of images */
        get: operations["listStudioImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images/download/{*}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of an image file, in folders too */
        get: operations["downloadStudioImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an image file */
        delete: operations["deleteStudioImage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/contract/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a saved graph takes and gives as a function */
        get: operations["getGraphContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything that is wrong with a graph */
        post: operations["validateGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save a graph under its name; one of the same name is replaced
         * @description With `If-Match` only the state of that tag is replaced, with `If-None-Match: *` nothing is; otherwise the answer is 412.
         */
        post: operations["saveGraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved graphs */
        get: operations["listGraphs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/load/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A saved graph */
        get: operations["loadGraph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a saved graph */
        delete: operations["deleteGraph"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the studio is there, and what it knows */
        get: operations["getStudioHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/bootstrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This start's token, for a client on the same machine or a signed-in administrator */
        get: operations["getStudioToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What graphs can run on */
        get: operations["listStudioDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/llm/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a language model; the answer comes as it is written
         * @description Lines of `data:`: `{"type":"text_delta","text"}` as often as there is text, then one `{"type":"done","message","stop_reason","usage"}` or `{"type":"error","message"}`. Messages and tools are written as OpenAI's chat completions have them, whatever the provider speaks.
         */
        post: operations["chatWithModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/llm/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The models that a provider has */
        post: operations["listLanguageModels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/llm/codex/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody is signed in to Codex: never, here */
        get: operations["getCodexStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/llm/codex/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refused: a key does what a sign-in to Codex would */
        post: operations["signInToCodex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/llm/codex/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody is signed in to Codex */
        post: operations["signOutOfCodex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every kind of graph node */
        get: operations["listGraphNodeKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nodes/{node_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One kind of graph node; a pack's also by its bare name */
        get: operations["getGraphNodeKind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nodes/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read again what kinds of graph nodes there are */
        post: operations["reloadGraphNodeKinds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read again what plugins there are, and which are on */
        post: operations["reloadPlugins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plugins, those that are off too */
        get: operations["listPlugins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/generation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A number that grows whenever the catalogue changes */
        get: operations["getPluginGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/{plugin}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A plugin */
        get: operations["getPlugin"];
        put?: never;
        post?: never;
        /** Delete a plugin that was uploaded, with the files it has written */
        delete: operations["deletePlugin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/{plugin}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a plugin on */
        post: operations["enablePlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/{plugin}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a plugin off: its kinds leave the catalogue */
        post: operations["disablePlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Presets: ours, and your own */
        get: operations["listPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/presets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A preset */
        get: operations["getPreset"];
        put?: never;
        post?: never;
        /** Delete a preset of your own */
        delete: operations["deletePreset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/presets/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a preset of a graph
         * @description Ports that nothing is connected to become the ports of the box.
         */
        post: operations["createPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of graphs, the newest first */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a run stands */
        get: operations["getRun"];
        put?: never;
        post?: never;
        /** Forget a run that has ended */
        delete: operations["deleteRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in a run, from a place on */
        get: operations["listRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a run, or take it out of the line */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/invoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an app
         * @description The calls of one app follow one another, and waiting counts. The content type of the body does not matter.
         */
        post: operations["invokeApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An OpenAPI document of the version that answers */
        get: operations["describeApp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calls of an app, the newest first */
        get: operations["listAppRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/runs/{call_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A call of an app, with what went in and came out */
        get: operations["getAppRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published apps, by name */
        get: operations["listApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the next version of an app out of a saved graph, and let it answer */
        post: operations["publishApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of an app, the newest first */
        get: operations["listAppVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an app with its versions and all that is known of its runs */
        delete: operations["deleteApp"];
        options?: never;
        head?: never;
        /** Say whether what goes in and comes out of an app is kept */
        patch: operations["updateApp"];
        trace?: never;
    };
    "/api/apps/{slug}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a version of an app answer, an older one too */
        post: operations["activateApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apps/{slug}/unpublish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let no version of an app answer; all of them are kept */
        post: operations["unpublishApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/custom-nodes/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a file with graph nodes and switch it on; one of the same name is replaced
         * @description The part `file` of the form: a .ts, .mts, .js or .mjs module of at most 1 MiB, which is run in a process of its own. A file that does not work is kept too: `problems` says why, and where.
         */
        post: operations["uploadCustomGraphNodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a model file; one of the same name is replaced
         * @description The part `file` of the form. Names end in .bin, .ckpt, .pt, .pth, .safetensors.
         */
        post: operations["uploadStudioModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep an image file; one of the same name is replaced
         * @description The part `file` of the form. Names end in .bmp, .gif, .jpeg, .jpg, .png, .tiff, .webp.
         */
        post: operations["uploadStudioImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graph/run/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a saved graph as a function
         * @description The run goes on when who asked has gone. The content type of the body does not matter.
         */
        post: operations["runGraphFunction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your keys, the newest first, revoked ones too */
        get: operations["listStudioKeys"];
        put?: never;
        /** Make a key that may run graphs; its text is told this once */
        post: operations["createStudioKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a key; it stays in the list */
        post: operations["revokeStudioKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a plugin and switch it on; one of the same id is replaced
         * @description The part `file` of the form: a .tgz as `npm pack` makes it, of at most 8 MiB, with a plugin.json or a `nodeyard` in its package.json. A new one is granted nothing: enabling it grants.
         */
        post: operations["uploadPlugin"];
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
        /** @description What was wrong */
        StudioError: {
            detail: string | {
                type: string;
                loc: (string | number)[];
                msg: string;
            }[] | ({
                code: string;
                message: string;
            } & {
                [key: string]: unknown;
            });
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
    listCustomGraphNodes: {
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
                        /** @description With `.disabled` behind it while it is off */
                        filename: string;
                        enabled: boolean;
                        /** @description Names of the graph nodes in it */
                        nodes: string[];
                        /** @description `uploaded`, or `placed` in the data folder */
                        source: string;
                        /** @description What it asks for */
                        abilities: string[];
                        /** @description What the owner lets it do */
                        granted: string[];
                        /** @description Why it, or a part of it, does not work */
                        problems: {
                            message: string;
                            /** @description `file:line:column`, as far as it is known */
                            place: string | null;
                        }[];
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    toggleCustomGraphNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filename: string;
                    /** @description What it may do from now on, of what it asks for; left out: as before */
                    abilities?: ("network" | "files" | "frontend")[];
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
                        filename: string;
                        enabled: boolean;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteCustomGraphNodes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filename: string;
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
                        message: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listExamples: {
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
                        name: string;
                        description: string;
                        category: string;
                        /** @description What it is loaded by */
                        path: string;
                        /** @description `builtin`, or `plugin:<id>` */
                        source: string;
                        node_count: number;
                        edge_count: number;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    loadExample: {
        parameters: {
            query: {
                path: string;
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
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listOutputs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                        port: string;
                        type: string;
                        full_shape: number[] | null;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteOutputs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                        run_id: string;
                        /** @enum {boolean} */
                        deleted: true;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listSteps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                        index: number;
                        name: string;
                        description: string;
                        scalars: {
                            [key: string]: number;
                        };
                        tensor_keys: string[];
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listGradients: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                        [key: string]: unknown;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listRunGradients: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
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
                    "application/json": ({
                        node_id: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getOutput: {
        parameters: {
            query?: {
                /** @description `0,:,1:10:2` */
                slice?: string;
                max_elements?: number;
            };
            header?: never;
            path: {
                run_id: string;
                node_id: string;
                port: string;
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
                        run_id: string;
                        node_id: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    resetWeights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    graph_id: string;
                    node_ids?: string[] | null;
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
                        graph_id: string;
                        scope: "graph" | "nodes";
                        evicted: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listWeights: {
        parameters: {
            query?: {
                graph_id?: string;
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
                        graph_id: string;
                        count: number;
                        node_ids: string[];
                    } | {
                        total: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    exportGraph: {
        parameters: {
            query?: {
                format?: "python" | "onnx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    nodes: ({
                        id: string;
                        type: string;
                        position?: {
                            x: number;
                            y: number;
                        };
                        data?: {
                            params?: {
                                [key: string]: unknown;
                            };
                            internalParams?: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    edges: ({
                        id: string;
                        source: string;
                        target: string;
                        sourceHandle?: string | null;
                        targetHandle?: string | null;
                        /**
                         * @description `trigger` for a trigger wire
                         * @default data
                         */
                        type: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @default Untitled */
                    name?: string;
                    /** @default  */
                    description?: string;
                    /** @default [] */
                    presets?: ({
                        preset_name: string;
                        /** @default Preset */
                        category: string;
                        /** @default  */
                        description: string;
                        /** @default [] */
                        tags: string[];
                        nodes: {
                            id: string;
                            type: string;
                            params?: {
                                [key: string]: unknown;
                            };
                        }[];
                        edges: {
                            source: string;
                            sourceHandle: string;
                            target: string;
                            targetHandle: string;
                        }[];
                        /** @default [] */
                        exposed_inputs: ({
                            name: string;
                            internal_node: string;
                            internal_port: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        exposed_outputs: ({
                            name: string;
                            internal_node: string;
                            internal_port: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        exposed_params: {
                            [key: string]: unknown;
                        }[];
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @default [] */
                    segmentGroups?: ({
                        id: string;
                        headNodeId: string;
                        tailNodeId: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @description What the graph is called in runs: its weights are kept under it */
                    graph_id?: string;
                    seed?: number;
                    /** @description The graph node whose model is meant */
                    node_id?: string;
                } & {
                    [key: string]: unknown;
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
                        script: string;
                        filename: string;
                        /** @description The `.npz` beside the script, in base64 */
                        weights: string | null;
                        weights_filename: string;
                        warnings: string[];
                    } | {
                        /** @description The model, in base64 */
                        onnx: string;
                        filename: string;
                        inputs: string[];
                        outputs: string[];
                        dynamic_batch: boolean;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    publishGraph: {
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
                    graph: {
                        nodes: ({
                            id: string;
                            type: string;
                            position?: {
                                x: number;
                                y: number;
                            };
                            data?: {
                                params?: {
                                    [key: string]: unknown;
                                };
                                internalParams?: {
                                    [key: string]: {
                                        [key: string]: unknown;
                                    };
                                };
                            } & {
                                [key: string]: unknown;
                            };
                        } & {
                            [key: string]: unknown;
                        })[];
                        edges: ({
                            id: string;
                            source: string;
                            target: string;
                            sourceHandle?: string | null;
                            targetHandle?: string | null;
                            /**
                             * @description `trigger` for a trigger wire
                             * @default data
                             */
                            type: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default Untitled */
                        name: string;
                        /** @default  */
                        description: string;
                        /** @default [] */
                        presets: ({
                            preset_name: string;
                            /** @default Preset */
                            category: string;
                            /** @default  */
                            description: string;
                            /** @default [] */
                            tags: string[];
                            nodes: {
                                id: string;
                                type: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                            }[];
                            edges: {
                                source: string;
                                sourceHandle: string;
                                target: string;
                                targetHandle: string;
                            }[];
                            /** @default [] */
                            exposed_inputs: ({
                                name: string;
                                internal_node: string;
                                internal_port: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /** @default [] */
                            exposed_outputs: ({
                                name: string;
                                internal_node: string;
                                internal_port: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /** @default [] */
                            exposed_params: {
                                [key: string]: unknown;
                            }[];
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        segmentGroups: ({
                            id: string;
                            headNodeId: string;
                            tailNodeId: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    } & {
                        [key: string]: unknown;
                    };
                    /** @description What the graph is called in runs: its weights are kept under it */
                    graph_id?: string;
                    seed?: number;
                    /** @description The graph node whose model is meant */
                    node_id?: string;
                    /** @description Yourself, unless said otherwise */
                    owner?: string;
                    name: string;
                    /** @description The next patch unless said otherwise */
                    version?: string;
                    summary?: string;
                    license?: string;
                    /** @description Deploy it at once */
                    deploy?: boolean;
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
                        model_id: string;
                        /** @description `owner/name` */
                        model: string;
                        version: string;
                        run_id: string;
                        graph_digest: string;
                        metrics: {
                            [key: string]: number;
                        };
                        inputs: {
                            [key: string]: unknown;
                        }[];
                        outputs: string[];
                        files: {
                            path: string;
                            sha256: string;
                            size: number;
                        }[];
                        deployment_id: string | null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listStudioModels: {
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
                        filename: string;
                        size: number;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    downloadStudioModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                "*": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteStudioModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filename: string;
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
                        message: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listStudioImages: {
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
                        filename: string;
                        size: number;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    downloadStudioImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                "*": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteStudioImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filename: string;
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
                        message: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getGraphContract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                        graph: string;
                        inputs: {
                            name: string;
                            type: string;
                            required: boolean;
                            default: unknown;
                            description: string;
                        }[];
                        outputs: {
                            name: string;
                            type: string;
                            description: string;
                        }[];
                        problems: string[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    validateGraph: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    nodes: ({
                        id: string;
                        type: string;
                        position?: {
                            x: number;
                            y: number;
                        };
                        data?: {
                            params?: {
                                [key: string]: unknown;
                            };
                            internalParams?: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    edges: ({
                        id: string;
                        source: string;
                        target: string;
                        sourceHandle?: string | null;
                        targetHandle?: string | null;
                        /**
                         * @description `trigger` for a trigger wire
                         * @default data
                         */
                        type: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @default Untitled */
                    name?: string;
                    /** @default  */
                    description?: string;
                    /** @default [] */
                    presets?: ({
                        preset_name: string;
                        /** @default Preset */
                        category: string;
                        /** @default  */
                        description: string;
                        /** @default [] */
                        tags: string[];
                        nodes: {
                            id: string;
                            type: string;
                            params?: {
                                [key: string]: unknown;
                            };
                        }[];
                        edges: {
                            source: string;
                            sourceHandle: string;
                            target: string;
                            targetHandle: string;
                        }[];
                        /** @default [] */
                        exposed_inputs: ({
                            name: string;
                            internal_node: string;
                            internal_port: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        exposed_outputs: ({
                            name: string;
                            internal_node: string;
                            internal_port: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        exposed_params: {
                            [key: string]: unknown;
                        }[];
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @default [] */
                    segmentGroups?: ({
                        id: string;
                        headNodeId: string;
                        tailNodeId: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
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
                        errors: string[];
                        issues: {
                            message: string;
                            code: string;
                            node_id: string | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    saveGraph: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` it was loaded with */
                "if-match"?: string;
                /** @description `*`: it must be new */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    nodes: ({
                        id: string;
                        type: string;
                        position?: {
                            x: number;
                            y: number;
                        };
                        data?: {
                            params?: {
                                [key: string]: unknown;
                            };
                            internalParams?: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    edges: ({
                        id: string;
                        source: string;
                        target: string;
                        sourceHandle?: string | null;
                        targetHandle?: string | null;
                        /**
                         * @description `trigger` for a trigger wire
                         * @default data
                         */
                        type: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @default Untitled */
                    name?: string;
                    /** @default  */
                    description?: string;
                    /** @default [] */
                    presets?: ({
                        preset_name: string;
                        /** @default Preset */
                        category: string;
                        /** @default  */
                        description: string;
                        /** @default [] */
                        tags: string[];
                        nodes: {
                            id: string;
                            type: string;
                            params?: {
                                [key: string]: unknown;
                            };
                        }[];
                        edges: {
                            source: string;
                            sourceHandle: string;
                            target: string;
                            targetHandle: string;
                        }[];
                        /** @default [] */
                        exposed_inputs: ({
                            name: string;
                            internal_node: string;
                            internal_port: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        exposed_outputs: ({
                            name: string;
                            internal_node: string;
                            internal_port: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @default [] */
                        exposed_params: {
                            [key: string]: unknown;
                        }[];
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @default [] */
                    segmentGroups?: ({
                        id: string;
                        headNodeId: string;
                        tailNodeId: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
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
                        path: string;
                        file: string;
                        modified: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listGraphs: {
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
                        name: string;
                        file: string;
                        modified: number;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    loadGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                        message: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getStudioHealth: {
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
                        /** @enum {string} */
                        status: "ok";
                        nodes_loaded: number;
                        presets_loaded: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getStudioToken: {
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
                        token: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listStudioDevices: {
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
                        default: string;
                        devices: {
                            value: string;
                            label: string;
                            detail: string;
                            available: boolean;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    chatWithModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    provider: "openai" | "openai-codex" | "openrouter" | "anthropic" | "ollama" | "custom";
                    /** @description The server's own where none is given */
                    api_key?: string | null;
                    base_url?: string | null;
                    model: string;
                    messages: {
                        /** @enum {unknown} */
                        role: "system" | "developer" | "user" | "assistant" | "tool";
                        content?: string | null | {
                            /** @enum {unknown} */
                            type: "text" | "image_url";
                            text?: string;
                            image_url?: {
                                url: string;
                            };
                        }[];
                        tool_calls?: {
                            id: string;
                            /** @enum {string} */
                            type: "function";
                            function: {
                                name: string;
                                arguments: string;
                            };
                        }[];
                        tool_call_id?: string;
                    }[];
                    tools?: {
                        /** @enum {string} */
                        type: "function";
                        function: {
                            name: string;
                            description?: string;
                            parameters?: {
                                [key: string]: unknown;
                            };
                        };
                    }[];
                    max_tokens?: number;
                    temperature?: number | null;
                    reasoning_effort?: string | null;
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listLanguageModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    provider: "openai" | "openai-codex" | "openrouter" | "anthropic" | "ollama" | "custom";
                    /** @description The server's own where none is given */
                    api_key?: string | null;
                    base_url?: string | null;
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
                        models: string[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getCodexStatus: {
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
                        signed_in: false;
                        /** @enum {boolean} */
                        available: false;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    signInToCodex: {
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
                        signed_in: false;
                        /** @enum {boolean} */
                        available: false;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    signOutOfCodex: {
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
                        signed_in: false;
                        /** @enum {boolean} */
                        available: false;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listGraphNodeKinds: {
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
                        node_name: string;
                        category: string;
                        description: string;
                        provider: string;
                        inputs: {
                            name: string;
                            data_type: string;
                            description: string;
                            optional: boolean;
                        }[];
                        outputs: {
                            name: string;
                            data_type: string;
                            description: string;
                            optional: boolean;
                        }[];
                        params: {
                            name: string;
                            param_type: string;
                            default: unknown;
                            description: string;
                            options: string[];
                            min_value: number | null;
                            max_value: number | null;
                            visible_when: {
                                [key: string]: string;
                            } | null;
                        }[];
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getGraphNodeKind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                node_name: string;
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
                        node_name: string;
                        category: string;
                        description: string;
                        provider: string;
                        inputs: {
                            name: string;
                            data_type: string;
                            description: string;
                            optional: boolean;
                        }[];
                        outputs: {
                            name: string;
                            data_type: string;
                            description: string;
                            optional: boolean;
                        }[];
                        params: {
                            name: string;
                            param_type: string;
                            default: unknown;
                            description: string;
                            options: string[];
                            min_value: number | null;
                            max_value: number | null;
                            visible_when: {
                                [key: string]: string;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    reloadGraphNodeKinds: {
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
                        builtin: number;
                        custom: number;
                        plugins: number;
                        presets: number;
                        total: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    reloadPlugins: {
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
                        builtin: number;
                        custom: number;
                        plugins: number;
                        presets: number;
                        total: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listPlugins: {
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
                        name: string;
                        version: string;
                        description: string;
                        source_kind: string;
                        source: string;
                        sha: string | null;
                        ref: string | null;
                        installed_at: string | null;
                        enabled: boolean;
                        homepage: string | null;
                        chapters: string[];
                        lessons: string[];
                        nodes: string[];
                        frontend_entry: string | null;
                        /** @description What it asks for */
                        abilities: string[];
                        /** @description What the owner lets it do */
                        granted: string[];
                        /** @description Why it, or a part of it, does not work */
                        problems: {
                            message: string;
                            /** @description `file:line:column`, as far as it is known */
                            place: string | null;
                        }[];
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getPluginGeneration: {
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
                        generation: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getPlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
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
                        manifest: {
                            [key: string]: unknown;
                        };
                        lockfile_entry: {
                            [key: string]: unknown;
                        };
                        nodes: string[];
                        readme: string;
                        problems: {
                            message: string;
                            /** @description `file:line:column`, as far as it is known */
                            place: string | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deletePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
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
                        message: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    enablePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What it may do from now on, of what it asks for; left out: as before, at first nothing */
                    abilities?: ("network" | "files" | "frontend")[];
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
                        enabled: boolean;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    disablePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What it may do from now on, of what it asks for; left out: as before, at first nothing */
                    abilities?: ("network" | "files" | "frontend")[];
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
                        enabled: boolean;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listPresets: {
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
                        preset_name: string;
                        category: string;
                        description: string;
                        tags: string[];
                        nodes: {
                            id: string;
                            type: string;
                            params: {
                                [key: string]: unknown;
                            };
                        }[];
                        edges: {
                            source: string;
                            sourceHandle: string;
                            target: string;
                            targetHandle: string;
                        }[];
                        exposed_inputs: {
                            name: string;
                            internal_node: string;
                            internal_port: string;
                            data_type: string;
                            description: string;
                        }[];
                        exposed_outputs: {
                            name: string;
                            internal_node: string;
                            internal_port: string;
                            data_type: string;
                            description: string;
                        }[];
                        exposed_params: {
                            internal_node: string;
                            param_name: string;
                            display_name: string;
                            group: string;
                            param_def: {
                                name: string;
                                param_type: string;
                                default: unknown;
                                description: string;
                                options: string[];
                                min_value: number | null;
                                max_value: number | null;
                                visible_when: {
                                    [key: string]: string;
                                } | null;
                            } | null;
                        }[];
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                        preset_name: string;
                        category: string;
                        description: string;
                        tags: string[];
                        nodes: {
                            id: string;
                            type: string;
                            params: {
                                [key: string]: unknown;
                            };
                        }[];
                        edges: {
                            source: string;
                            sourceHandle: string;
                            target: string;
                            targetHandle: string;
                        }[];
                        exposed_inputs: {
                            name: string;
                            internal_node: string;
                            internal_port: string;
                            data_type: string;
                            description: string;
                        }[];
                        exposed_outputs: {
                            name: string;
                            internal_node: string;
                            internal_port: string;
                            data_type: string;
                            description: string;
                        }[];
                        exposed_params: {
                            internal_node: string;
                            param_name: string;
                            display_name: string;
                            group: string;
                            param_def: {
                                name: string;
                                param_type: string;
                                default: unknown;
                                description: string;
                                options: string[];
                                min_value: number | null;
                                max_value: number | null;
                                visible_when: {
                                    [key: string]: string;
                                } | null;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deletePreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                        message: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    createPreset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default  */
                    description?: string;
                    /** @default Custom */
                    category?: string;
                    /** @default [] */
                    tags?: string[];
                    nodes: ({
                        id: string;
                        type: string;
                        position?: {
                            x: number;
                            y: number;
                        };
                        data?: {
                            params?: {
                                [key: string]: unknown;
                            };
                            internalParams?: {
                                [key: string]: {
                                    [key: string]: unknown;
                                };
                            };
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    edges: ({
                        source: string;
                        target: string;
                        sourceHandle?: string | null;
                        targetHandle?: string | null;
                        /**
                         * @description `trigger` for a trigger wire
                         * @default data
                         */
                        type: string;
                    } & {
                        [key: string]: unknown;
                    })[];
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
                        preset_name: string;
                        category: string;
                        description: string;
                        tags: string[];
                        nodes: {
                            id: string;
                            type: string;
                            params: {
                                [key: string]: unknown;
                            };
                        }[];
                        edges: {
                            source: string;
                            sourceHandle: string;
                            target: string;
                            targetHandle: string;
                        }[];
                        exposed_inputs: {
                            name: string;
                            internal_node: string;
                            internal_port: string;
                            data_type: string;
                            description: string;
                        }[];
                        exposed_outputs: {
                            name: string;
                            internal_node: string;
                            internal_port: string;
                            data_type: string;
                            description: string;
                        }[];
                        exposed_params: {
                            internal_node: string;
                            param_name: string;
                            display_name: string;
                            group: string;
                            param_def: {
                                name: string;
                                param_type: string;
                                default: unknown;
                                description: string;
                                options: string[];
                                min_value: number | null;
                                max_value: number | null;
                                visible_when: {
                                    [key: string]: string;
                                } | null;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Only runs made before this time. `<created_at>,<id>` of the last run you have goes on right after that run, also among those of one millisecond */
                before?: string;
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
                        id: string;
                        graph_id: string;
                        graph_name: string;
                        origin: string;
                        /** @description queued, running, succeeded, failed, cancelled or interrupted */
                        status: string;
                        error: string | null;
                        /** @description Counts and series of figures, once it has ended; else null */
                        summary: unknown;
                        /** Format: date-time */
                        created_at: string;
                        started_at: string | null;
                        ended_at: string | null;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getRun: {
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
                        graph_id: string;
                        graph_name: string;
                        origin: string;
                        /** @description queued, running, succeeded, failed, cancelled or interrupted */
                        status: string;
                        error: string | null;
                        /** @description Counts and series of figures, once it has ended; else null */
                        summary: unknown;
                        /** Format: date-time */
                        created_at: string;
                        started_at: string | null;
                        ended_at: string | null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteRun: {
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
                        run_id: string;
                        /** @enum {boolean} */
                        deleted: true;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listRunEvents: {
        parameters: {
            query?: {
                /** @description The last event that is known */
                cursor?: number;
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
                        events: {
                            [key: string]: unknown;
                        }[];
                        /** @description Where to go on */
                        cursor: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    cancelRun: {
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
                        run_id: string;
                        cancelled: boolean;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    invokeApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    inputs?: {
                        [key: string]: unknown;
                    };
                    /** @description Waiting in line included */
                    timeout_s?: number;
                    device?: string | null;
                    record_outputs?: boolean;
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
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    describeApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
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
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listAppRuns: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Only runs made before this time. `<created_at>,<id>` of the last run you have goes on right after that run, also among those of one millisecond */
                before?: string;
            };
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
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
                        run_id: string;
                        version: number;
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        error_code: string | null;
                        device: string;
                        total_s: number;
                        key_id: string;
                        /** Format: date-time */
                        created_at: string;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    getAppRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
                slug: string;
                call_id: string;
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
                        run_id: string;
                        version: number;
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        error_code: string | null;
                        device: string;
                        total_s: number;
                        key_id: string;
                        /** Format: date-time */
                        created_at: string;
                        error: string | null;
                        inputs: unknown;
                        outputs: unknown;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listApps: {
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
                        slug: string;
                        graph_name: string;
                        active_version: number | null;
                        record_io: boolean;
                        created_at: string;
                        updated_at: string;
                        versions_count: number;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    publishApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    graph: string;
                    record_io?: boolean | null;
                    note?: string | null;
                    /** @description Whether there may be no such app yet */
                    create?: boolean;
                    git_commit?: string | null;
                    git_dirty?: boolean | null;
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
                        slug: string;
                        version: number;
                        /** @enum {boolean} */
                        active: true;
                        /** @description Whether the app is new */
                        created: boolean;
                        graph_name: string;
                        note: string | null;
                        git_commit: string | null;
                        git_dirty: boolean | null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listAppVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
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
                        version: number;
                        source_graph_name: string;
                        note: string | null;
                        git_commit: string | null;
                        git_dirty: boolean | null;
                        created_at: string;
                        active: boolean;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    deleteApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
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
                        slug: string;
                        /** @enum {boolean} */
                        deleted: true;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    updateApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    record_io: boolean;
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
                        slug: string;
                        record_io: boolean;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    activateApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
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
                        slug: string;
                        active_version: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    unpublishApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 of a-z, 0-9 and -, a letter first */
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
                        slug: string;
                        active_version: null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    uploadCustomGraphNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
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
                    } & {
                        /** @description With `.disabled` behind it while it is off */
                        filename: string;
                        enabled: boolean;
                        /** @description Names of the graph nodes in it */
                        nodes: string[];
                        /** @description `uploaded`, or `placed` in the data folder */
                        source: string;
                        /** @description What it asks for */
                        abilities: string[];
                        /** @description What the owner lets it do */
                        granted: string[];
                        /** @description Why it, or a part of it, does not work */
                        problems: {
                            message: string;
                            /** @description `file:line:column`, as far as it is known */
                            place: string | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    uploadStudioModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
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
                        filename: string;
                        size: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    uploadStudioImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
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
                        filename: string;
                        size: number;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    runGraphFunction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    inputs?: {
                        [key: string]: unknown;
                    };
                    /** @description Waiting in line included */
                    timeout_s?: number;
                    device?: string | null;
                    record_outputs?: boolean;
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
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "ok" | "error";
                        run_id: string;
                        graph: string | null;
                        app: string | null;
                        version: number | null;
                        device: string;
                        outputs: {
                            [key: string]: unknown;
                        };
                        error: {
                            code: string;
                            message: string;
                            node_id: string | null;
                            details: unknown;
                        } | null;
                        timing: {
                            total_s: number;
                        } | null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    listStudioKeys: {
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
                        name: string;
                        prefix: string;
                        created_at: string;
                        last_used_at: string | null;
                        revoked_at: string | null;
                    }[];
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    createStudioKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                        name: string;
                        prefix: string;
                        token: string;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    revokeStudioKey: {
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
                        name: string;
                        prefix: string;
                        created_at: string;
                        last_used_at: string | null;
                        revoked_at: string | null;
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
    uploadPlugin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
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
                        version: string;
                        description: string;
                        source_kind: string;
                        source: string;
                        sha: string | null;
                        ref: string | null;
                        installed_at: string | null;
                        enabled: boolean;
                        homepage: string | null;
                        chapters: string[];
                        lessons: string[];
                        nodes: string[];
                        frontend_entry: string | null;
                        /** @description What it asks for */
                        abilities: string[];
                        /** @description What the owner lets it do */
                        granted: string[];
                        /** @description Why it, or a part of it, does not work */
                        problems: {
                            message: string;
                            /** @description `file:line:column`, as far as it is known */
                            place: string | null;
                        }[];
                    };
                };
            };
            /** @description What was wrong */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
            /** @description What was wrong */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioError"];
                };
            };
        };
    };
}
