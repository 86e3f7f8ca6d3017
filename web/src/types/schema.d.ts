// Generated from openapi.json by `npm run api`.

export interface paths {
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, newest first
         * @description A page may hold few events or none while `nextCursor` is set: the work of one request is bounded. A cursor stays exact while new events arrive. Role: reader.
         */
        get: operations["ListEvents"];
        put?: never;
        /**
         * Take events in
         * @description What 202 lists is stored durably, `ids` in order of the accepted; rejected events are named. The same (`id`, `time`) sent again by the same sender counts as accepted, changes nothing and gives the same event id. After 500 or 503 send the whole request again with the same ids. Body: at most 4 MiB decompressed and 5,000 events. Role: operator, and agents with their keys.
         */
        post: operations["IngestEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count events over time
         * @description Buckets of equal whole minutes, at most as many as asked for; the default range is the last hour. Exact for label filters; with `q`, `status` or id filters a bounded scan that says `complete: false` when it stopped early. Role: reader.
         */
        get: operations["GetEventHistogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count events by a label
         * @description The values of the label, most first, at most 200 (then `complete` is false); the default range is the last hour, edges on whole minutes. Role: reader.
         */
        get: operations["GetEventFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Triage many events
         * @description Those named, or all that a filter finds: at most 500 a call, then `nextCursor` goes on with the same body. What has the status already is left alone unless there is a note. Role: operator.
         */
        post: operations["TriageEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get an event
         * @description Role: reader.
         */
        get: operations["GetEvent"];
        put?: never;
        post?: never;
        /**
         * Delete an event
         * @description Takes it out of the counts too. Role: admin.
         */
        delete: operations["DeleteEvent"];
        options?: never;
        head?: never;
        /**
         * Say what became of an event
         * @description Kept with who and when; the last 20 words are kept. Role: operator.
         */
        patch: operations["TriageEvent"];
        trace?: never;
    };
    "/v1/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what Kafka brought and was not taken in, newest first
         * @description Records of `Kafka:IngestTopic`, or single events in them, with the reason; kept as long as events. A page may hold few or none while `nextCursor` is set. Role: reader.
         */
        get: operations["ListRejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Why somebody was told of an event, or nobody
         * @description Under the routing document in force when it was received and by what routing left behind: later routes, channels and silences change nothing. Role: reader.
         */
        get: operations["ExplainEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the routing document in force
         * @description Version 0, without routes, is there from the start. Role: reader.
         */
        get: operations["GetRouting"];
        /**
         * Replace the routing document
         * @description Replaces it whole, as the next version, in force everywhere within 10 s. At most 500,000 characters. Role: operator.
         */
        put: operations["PutRouting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version of the routing document
         * @description Role: reader.
         */
        get: operations["GetRoutingVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an event on the routes
         * @description On the draft when there is one, else on the document in force; stores and sends nothing. Role: operator.
         */
        post: operations["TestRouting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show who is told by service and level
         * @description As far as a draft, or the document in force, decides by service and level; routes that ask for more are told of under `perhaps`. Stores and sends nothing. Role: reader.
         */
        post: operations["TabulateRouting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay stored events on a draft
         * @description What a draft and the document in force would have told of the events of a past time, with windows under a virtual clock, the silences of that time and the channels of today; stores and sends nothing. As if every event were routed when it was received; replayed over a time in which the document in force was in force, it gives exactly the notifications that were made, as far as all batches were routed at once and in turn. Groups that are open when the range begins go on from the notifications made before it. A call looks at about 20,000 events, for about 5 s: send the same body with `cursor` set to `nextCursor` until that is null. Every page holds the totals of all pages so far, so the last one holds those of the whole range. Events are found by their own time: those received more than an hour after it count only when that time lies in the range (or up to an hour and a group's interval before it), those received more than a minute before it may count out of turn. Role: reader.
         */
        post: operations["ReplayRouting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List silences, newest first
         * @description Those that have ended stay until the events that they muted are gone. Role: reader.
         */
        get: operations["ListSilences"];
        put?: never;
        /**
         * Silence events for a time
         * @description What matches is stored and routed as ever, but told to nobody; recoveries pass. It decides about events received after it was made, here at once and elsewhere within 10 s. At most 1,000 silences are pending or active. Role: operator.
         */
        post: operations["CreateSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count what a silence would have muted
         * @description Of the recent events, newest first, about 20,000 of them in about 5 s; makes no silence. Role: reader.
         */
        post: operations["TestSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a silence
         * @description Role: reader.
         */
        get: operations["GetSilence"];
        put?: never;
        post?: never;
        /**
         * End a silence now
         * @description It stays in the list as expired; nothing happens when it has expired already. Role: operator.
         */
        delete: operations["DeleteSilence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the channels by name
         * @description All of them in one page. Role: reader.
         */
        get: operations["ListChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["ChannelNameInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a channel
         * @description Role: reader.
         */
        get: operations["GetChannel"];
        /**
         * Create or replace a channel
         * @description Refused when the transport of its type is not configured, or wrongly; the fault names the settings. Role: operator.
         */
        put: operations["PutChannel"];
        post?: never;
        /**
         * Delete a channel
         * @description 409 while a route or another channel uses it. Role: operator.
         */
        delete: operations["DeleteChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a marked test message through a channel that is not saved
         * @description As for a saved channel; nothing is stored. Role: operator.
         */
        post: operations["TestChannelDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what messages of a channel look like
         * @description In each language, of a stored event or an example; sends and stores nothing, and the transport need not be configured. Role: operator.
         */
        post: operations["PreviewChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["ChannelNameInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a marked test message now
         * @description Past queues and retries; answers what the provider said to each recipient. Role: operator.
         */
        post: operations["TestChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get channels and routing as one document
         * @description Without who and when, always in the same order; there are no secrets in it. YAML when `Accept` prefers it, else JSON. Role: reader.
         */
        get: operations["ExportConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make channels and routing what a document says
         * @description A section of the document replaces the whole (what is not in it is deleted), one that is not there is left alone. Everything is checked before anything is written. Also `text/yaml`, `application/x-yaml` and `text/x-yaml`; in YAML every plain scalar but true, false and null is text, and anchors, aliases and tags are refused. At most 4 MiB. 409 or 412 when others made changes meanwhile: the same import again does the rest. Role: operator.
         */
        post: operations["ImportConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications, newest first
         * @description A page may hold few or none while `nextCursor` is set. Role: reader.
         */
        get: operations["ListNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a notification with its deliveries
         * @description Role: reader.
         */
        get: operations["GetNotification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * List the events a notification tells of
         * @description All of them, in the order they arrived; those deleted since are left out, so a page may hold few or none while `nextCursor` is set. Role: reader.
         */
        get: operations["ListNotificationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries, newest first
         * @description A page may hold few or none while `nextCursor` is set. Role: reader.
         */
        get: operations["ListDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a delivery again
         * @description By a new delivery that is linked with it (`retryOf`, `retriedBy`); the old one stays as it is. One that was tried again already answers the delivery by which it was. 409 unless it has failed or was superseded. Role: operator.
         */
        post: operations["RetryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try all deliveries again that match
         * @description They are worked off one after the other, also over a restart. Those that were tried again before are left out and not counted. Role: operator.
         */
        post: operations["RetryDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents in the order they were made
         * @description Role: reader.
         */
        get: operations["ListAgents"];
        put?: never;
        /**
         * Create an agent
         * @description Its key is shown only in this answer; 409 when the name is taken. Role: operator.
         */
        post: operations["CreateAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get an agent
         * @description Role: reader.
         */
        get: operations["GetAgent"];
        put?: never;
        post?: never;
        /**
         * Delete an agent
         * @description Ends its keys, its pings and its history, and frees its name. Role: operator.
         */
        delete: operations["DeleteAgent"];
        options?: never;
        head?: never;
        /**
         * Change an agent
         * @description What is absent stays. `schedule` and `heartbeatInterval` exclude each other; null for `schedule` goes back to the interval. Changed settings reach the agent at once when it is connected, else by its next heartbeat. Role: operator.
         */
        patch: operations["PatchAgent"];
        trace?: never;
    };
    "/v1/agents/{id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an agent a new key
         * @description Shown only in this answer, and a new ping URL; the ones before work for an hour more. Role: operator.
         */
        post: operations["RotateAgentKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Expect nothing of an agent until it is resumed
         * @description What it sends is taken all the same, and told to nobody. Role: operator.
         */
        post: operations["PauseAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Expect a paused agent again
         * @description It is new until it is heard; one that is not paused stays as it is. Role: operator.
         */
        post: operations["ResumeAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ping/{pingKey}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        /**
         * Say that a job lives, or has ended well
         * @description Anonymous: the key is in the URL, and can do nothing else. Role: none.
         */
        get: operations["TakePing"];
        put?: never;
        /**
         * Say that a job lives, or has ended well by POST
         * @description Anonymous: the key is in the URL, and can do nothing else. Role: none.
         */
        post: operations["TakePingPost"];
        delete?: never;
        options?: never;
        /**
         * Say that a job lives, or has ended well by HEAD
         * @description Anonymous: the key is in the URL, and can do nothing else. Role: none.
         */
        head: operations["TakePingHead"];
        patch?: never;
        trace?: never;
    };
    "/ping/{pingKey}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        /**
         * Say that a job begins
         * @description Without an end within the grace it is down. Role: none.
         */
        get: operations["TakePingStart"];
        put?: never;
        /**
         * Say that a job begins by POST
         * @description Without an end within the grace it is down. Role: none.
         */
        post: operations["TakePingStartPost"];
        delete?: never;
        options?: never;
        /**
         * Say that a job begins by HEAD
         * @description Without an end within the grace it is down. Role: none.
         */
        head: operations["TakePingStartHead"];
        patch?: never;
        trace?: never;
    };
    "/ping/{pingKey}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        /**
         * Say that a job has failed
         * @description Down at once. Role: none.
         */
        get: operations["TakePingFailure"];
        put?: never;
        /**
         * Say that a job has failed by POST
         * @description Down at once. Role: none.
         */
        post: operations["TakePingFailurePost"];
        delete?: never;
        options?: never;
        /**
         * Say that a job has failed by HEAD
         * @description Down at once. Role: none.
         */
        head: operations["TakePingFailureHead"];
        patch?: never;
        trace?: never;
    };
    "/ping/{pingKey}/{exitCode}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
                exitCode: number;
            };
            cookie?: never;
        };
        /**
         * Say how a job has ended
         * @description 0 is well, everything else a failure. Role: none.
         */
        get: operations["TakePingExitCode"];
        put?: never;
        /**
         * Say how a job has ended by POST
         * @description 0 is well, everything else a failure. Role: none.
         */
        post: operations["TakePingExitCodePost"];
        delete?: never;
        options?: never;
        /**
         * Say how a job has ended by HEAD
         * @description 0 is well, everything else a failure. Role: none.
         */
        head: operations["TakePingExitCodeHead"];
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/pings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * List the last 50 pings of an agent, newest first
         * @description Role: reader.
         */
        get: operations["ListAgentPings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/heartbeats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get an agent's heartbeats in slots of time
         * @description Kept for 31 days, to five minutes. Role: reader.
         */
        get: operations["GetAgentHeartbeats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/me/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that one is alive
         * @description Every field may be missing, and so may the body. Times in it are the agent's and decide nothing; whether it is late goes by the time of arrival. Role: none, and agents with their keys.
         */
        post: operations["TakeHeartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/live/negotiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect a browser
         * @description For any SignalR client whose URL is `/api/v1/hubs/live`: it is sent `events` (an array of `LiveEvent`), `agentChanged` (`LiveAgent`) and `deliveryChanged` (`LiveDelivery`), throttled; the lists are the truth. 404 where SignalR is switched off. Role: reader.
         */
        post: operations["NegotiateLive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/agents/{agentId}/negotiate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agentId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect an agent
         * @description For any SignalR client whose URL is `/api/v1/hubs/agents/{agentId}`: the agent sends `heartbeat` (a `NewHeartbeat`) and is sent `configure` (a `HeartbeatAnswer`), `refused` (with `detail` and `errors`) and `ping` (nothing; it answers with a heartbeat). 404 where SignalR is switched off. Role: none, and agents with their keys.
         */
        post: operations["NegotiateAgent"];
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
        /**
         * Get who the credential is
         * @description Role: reader.
         */
        get: operations["GetMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List watches in the order they were made
         * @description Role: reader.
         */
        get: operations["ListWatches"];
        put?: never;
        /**
         * Expect events
         * @description In force within 10 s. Role: operator.
         */
        post: operations["CreateWatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get a watch with its series
         * @description Role: reader.
         */
        get: operations["GetWatch"];
        /**
         * Replace a watch
         * @description With the same labels its series go on, with others they begin anew. In force within 10 s. Role: operator.
         */
        put: operations["PutWatch"];
        post?: never;
        /**
         * Delete a watch with its series
         * @description Role: operator.
         */
        delete: operations["DeleteWatch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watches/{id}/series/{seriesId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
                seriesId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a series that will not come again
         * @description Its next event begins it anew. 409 for a watch without labels, which is its one series. Role: operator.
         */
        delete: operations["ForgetSeries"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens in the order they were made
         * @description Role: admin.
         */
        get: operations["ListTokens"];
        put?: never;
        /**
         * Create an API token
         * @description Its secret is shown only in this answer. Role: admin.
         */
        post: operations["CreateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description Role: admin.
         */
        delete: operations["RevokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last 24 hours at a glance
         * @description Role: reader.
         */
        get: operations["GetOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have all parked batches routed again
         * @description Batches that were not routed after all hints; `GET /health/ready` counts them. Role: operator.
         */
        post: operations["ReleaseParked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get this document
         * @description Role: none.
         */
        get: operations["GetOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say that the process answers
         * @description Touches nothing else. Role: none.
         */
        get: operations["GetHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Say that the process answers, without a body
         * @description Role: none.
         */
        head: operations["GetHealthHead"];
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say what the installation leans on, and how it stands
         * @description Role: reader.
         */
        get: operations["GetReadiness"];
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
        /**
         * Format: date-time
         * @description In UTC, up to seven decimals.
         */
        Time: string;
        /**
         * @description A whole number and `s`, `m`, `h` or `d`.
         * @example 30s
         * @example 5m
         * @example 4h
         * @example 1d
         */
        Duration: string;
        /** @description Send it as `cursor` for the next page; null at the end. */
        NextCursor: string | null;
        /** Format: int32 */
        Count: number;
        Total: number;
        AnyOf: string[];
        /** @description Without control characters; empty counts as absent. */
        Label: string | null;
        /**
         * @description Least severe first.
         * @enum {string}
         */
        Level: "trace" | "debug" | "info" | "warning" | "error" | "critical";
        /**
         * @description `agent` and `process` are NotiLog's own.
         * @enum {string}
         */
        EventKind: "log" | "audit" | "agent" | "process";
        /** @enum {string} */
        EventStatus: "open" | "acknowledged" | "closed";
        ChannelName: string;
        /** @enum {string} */
        ChannelType: "telegram" | "email" | "kafka";
        /**
         * @description `sending`: somebody holds it; `retrying`: tried in vain, tried again at `nextAttemptAt`; `failed`: given up; `superseded`: the fallback channel delivered instead.
         * @enum {string}
         */
        DeliveryStatus: "pending" | "sending" | "retrying" | "delivered" | "failed" | "superseded";
        /**
         * @description `new` until the first heartbeat.
         * @enum {string}
         */
        AgentState: "new" | "up" | "late" | "down" | "paused";
        /**
         * @description Each includes the ones before it.
         * @enum {string}
         */
        Role: "reader" | "operator" | "admin";
        ProblemFields: {
            /** @constant */
            type: "about:blank";
            /** @description The status in words. */
            title: string;
            /** Format: int32 */
            status: number;
            /** @description For people. */
            detail: string;
            errors?: components["schemas"]["Faults"];
        };
        /** @description RFC 9457 problem details. */
        Problem: components["schemas"]["ProblemFields"];
        /** @description Problem details; `rejected` when the body could be read but nothing in it was acceptable. */
        IngestProblem: {
            rejected?: components["schemas"]["RejectedEvent"][];
        } & components["schemas"]["ProblemFields"];
        /** @description What is wrong, by field path such as `routes[0].match[1]`. */
        Faults: {
            [key: string]: string[];
        };
        /**
         * @description At most 256 KiB of text, escapes not counted.
         * @example {
         *       "id": "r-1.4711",
         *       "time": "2026-11-23T10:15:30.123456Z",
         *       "level": "error",
         *       "message": "payment 4711 failed",
         *       "service": "payments",
         *       "context": {
         *         "orderId": 4711,
         *         "anything": [
         *           "json"
         *         ]
         *       }
         *     }
         */
        NewEvent: {
            /** @description The client's own; needs `time`, unless it is itself a UUIDv7, whose time it then takes. */
            id?: string | null;
            /**
             * Format: date-time
             * @description With an offset; now when absent. At most 24 h ahead (without `id`, more than 5 minutes ahead is taken as now) and a day younger than retention.
             */
            time?: string | null;
            /** @description A `Level`, case ignored, or a synonym: information, notice; warn; err; fatal, crit, alert, emerg. */
            level: string;
            message: string;
            /** @description The sender's name when absent. */
            host?: components["schemas"]["Label"];
            /** @description `source` when absent. */
            service?: components["schemas"]["Label"];
            /** @description The sender's name when absent. */
            source?: components["schemas"]["Label"];
            /** @description `default` when absent. */
            environment?: components["schemas"]["Label"];
            /**
             * @description `log` when absent.
             * @enum {string|null}
             */
            kind?: "log" | "audit" | null;
            requestId?: components["schemas"]["Label"];
            correlationId?: components["schemas"]["Label"];
            traceId?: components["schemas"]["Label"];
            spanId?: components["schemas"]["Label"];
            stackTrace?: string | null;
            /** @description Any JSON, comes out as it went in; nested at most 64 deep. */
            context?: {
                [key: string]: unknown;
            } | null;
            /**
             * @deprecated
             * @description For `requestId`.
             */
            request_id?: components["schemas"]["Label"];
            /**
             * @deprecated
             * @description For `correlationId`.
             */
            correlation_id?: components["schemas"]["Label"];
            /**
             * @deprecated
             * @description For `traceId`.
             */
            trace_id?: components["schemas"]["Label"];
            /**
             * @deprecated
             * @description For `spanId`.
             */
            span_id?: components["schemas"]["Label"];
            /**
             * @deprecated
             * @description For `stackTrace`.
             */
            stack_trace?: string | null;
        };
        IngestAnswer: {
            /** Format: int32 */
            accepted: number;
            rejected: components["schemas"]["RejectedEvent"][];
            /** @description Event ids of the accepted, in the order sent. */
            ids: string[];
        };
        /** @description A record of a topic, or one event in it, that was not taken in. */
        RejectedRecord: {
            /**
             * Format: uuid
             * @description The same however often the record is delivered.
             */
            id: string;
            /** @description The record's own time; when that is none, too old or ahead, the start of the day. */
            at: components["schemas"]["Time"];
            /** @description `kafka:` and the topic: who counts as the sender. */
            source: string;
            topic: string;
            /** Format: int32 */
            partition: number;
            offset: number;
            /** @description Which event of the record, from 0; null for the record as a whole. */
            index: number | null;
            /** @description What is wrong, by field; at most 20 of them. */
            errors: {
                [key: string]: string[];
            };
            /** @description The event's text, or the record's; the first 4,096 characters. */
            body: string;
        };
        RejectedRecordList: {
            items: components["schemas"]["RejectedRecord"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        RejectedEvent: {
            /**
             * Format: int32
             * @description In the request, from 0.
             */
            index: number;
            errors: components["schemas"]["Faults"];
        };
        EventFields: {
            /**
             * Format: uuid
             * @description A UUIDv7 of the event's time.
             */
            eventId: string;
            /** @description The client's own. */
            id?: string;
            time: components["schemas"]["Time"];
            receivedAt: components["schemas"]["Time"];
            level: components["schemas"]["Level"];
            message: string;
            host: string;
            service: string;
            source: string;
            environment: string;
            kind: components["schemas"]["EventKind"];
            /**
             * Format: uuid
             * @description The agent whose key sent it; null for operators.
             */
            agentId: string | null;
            status: components["schemas"]["EventStatus"];
            requestId?: string;
            correlationId?: string;
            traceId?: string;
            spanId?: string;
            stackTrace?: string;
            /** @description As it was sent. */
            context?: {
                [key: string]: unknown;
            };
            /**
             * @description It ends an earlier event; absent otherwise.
             * @constant
             */
            recovers?: true;
        };
        /** @description What the client left out and nothing was taken for is absent. */
        Event: components["schemas"]["EventFields"];
        EventDetails: {
            /** @description Oldest first, the last 20. */
            triage: components["schemas"]["Triage"][];
        } & components["schemas"]["EventFields"];
        /** @description An operator's word on an event. */
        Triage: {
            status: components["schemas"]["EventStatus"];
            note?: string;
            /** @description The name of the credential. */
            by: string;
            at: components["schemas"]["Time"];
        };
        /**
         * @description At least one of both.
         * @example {
         *       "status": "acknowledged",
         *       "note": "the provider is down"
         *     }
         */
        NewTriage: {
            /**
             * @description Stays as it is when absent.
             * @enum {string|null}
             */
            status?: "open" | "acknowledged" | "closed" | null;
            note?: string | null;
        };
        /**
         * @description `status`, `note` or both; and `eventIds` or `filter`.
         * @example {
         *       "status": "closed",
         *       "note": "fixed by 1.4.2",
         *       "filter": {
         *         "service": "payments",
         *         "status": "open"
         *       }
         *     }
         */
        NewBulkTriage: {
            /**
             * @description Stays as it is when absent.
             * @enum {string|null}
             */
            status?: "open" | "acknowledged" | "closed" | null;
            note?: string | null;
            eventIds?: string[] | null;
            filter?: components["schemas"]["EventFilter"] | null;
            /** @description Of a filter: where the call before ended. */
            cursor?: string | null;
        };
        /** @description As the query parameters of the list of events; a comma is any of. */
        EventFilter: {
            from?: string | null;
            to?: string | null;
            minLevel?: string | null;
            level?: string | null;
            host?: string | null;
            service?: string | null;
            source?: string | null;
            environment?: string | null;
            kind?: string | null;
            agentId?: string | null;
            status?: string | null;
            requestId?: string | null;
            correlationId?: string | null;
            traceId?: string | null;
            q?: string | null;
        };
        BulkTriage: {
            /**
             * Format: int32
             * @description Events that were meant and are there.
             */
            matched: number;
            /** Format: int32 */
            changed: number;
            nextCursor: components["schemas"]["NextCursor"];
        };
        EventList: {
            items: components["schemas"]["Event"][];
            nextCursor: components["schemas"]["NextCursor"];
            /** @description Rows looked at for this page. */
            scanned: components["schemas"]["Count"];
        };
        Histogram: {
            buckets: components["schemas"]["Bucket"][];
            complete: boolean;
        };
        Bucket: {
            start: components["schemas"]["Time"];
            counts: components["schemas"]["LevelCounts"];
        };
        /** @description Levels without an event may be absent. */
        LevelCounts: {
            trace?: components["schemas"]["Count"];
            debug?: components["schemas"]["Count"];
            info?: components["schemas"]["Count"];
            warning?: components["schemas"]["Count"];
            error?: components["schemas"]["Count"];
            critical?: components["schemas"]["Count"];
        };
        Facets: {
            values: components["schemas"]["Facet"][];
            complete: boolean;
        };
        Facet: {
            value: string;
            /** Format: int32 */
            count: number;
        };
        /** @description Which events, told to whom, gathered how. The first that matches wins, unless `continue`. */
        Route: {
            name: string;
            match: string[];
            continue: boolean;
            channels: components["schemas"]["ChannelName"][];
            groupBy: string[];
            groupWait: components["schemas"]["Duration"];
            groupInterval: components["schemas"]["Duration"];
            enabled: boolean;
        };
        RoutingDocument: {
            version: components["schemas"]["Count"];
            routes: components["schemas"]["Route"][];
            /** @description The name of the credential that wrote it; null for version 0. */
            by: string | null;
            at: components["schemas"]["Time"] | null;
        };
        NewRoute: {
            /** @description Unique in the document. */
            name: string;
            /** @description Matchers `field op "value"`, all must hold, none of them matches everything; quotes optional for plain words. Operators `= != =~ !~` (regex, anchored, non-backtracking), for `level` also `>= > <= <`. Fields: the event's labels, `message`, `level`, `kind`, `agentId`, its ids, `stackTrace`, `context.<key>[.<key>]`; a missing one is the empty string. */
            match: string[];
            /** @description Whether the routes after it are tried too; false when absent. */
            continue?: boolean | null;
            /** @description Empty: matched and told to nobody. */
            channels: components["schemas"]["ChannelName"][];
            /** @description One group for the whole route when empty or absent. */
            groupBy?: string[] | null;
            /** @description 0s..1d, 0s when absent. */
            groupWait?: components["schemas"]["Duration"] | null;
            /** @description 1s..1d, 5m when absent. */
            groupInterval?: components["schemas"]["Duration"] | null;
            /** @description True when absent. */
            enabled?: boolean | null;
        };
        /**
         * @example {
         *       "routes": [
         *         {
         *           "name": "payments",
         *           "match": [
         *             "service=~\"pay.*\"",
         *             "level>=error"
         *           ],
         *           "channels": [
         *             "ops"
         *           ],
         *           "groupBy": [
         *             "service",
         *             "host"
         *           ],
         *           "groupInterval": "5m"
         *         }
         *       ]
         *     }
         */
        NewRoutingDocument: {
            routes: components["schemas"]["NewRoute"][];
        };
        /**
         * @example {
         *       "event": {
         *         "level": "error",
         *         "message": "payment 4711 failed",
         *         "service": "payments"
         *       }
         *     }
         */
        NewRoutingTest: {
            event: components["schemas"]["NewEvent"];
            /** @description A draft; the document in force when absent. */
            routing?: components["schemas"]["NewRoutingDocument"] | null;
        };
        RoutingTest: {
            matches: components["schemas"]["RoutingMatch"][];
            /** @description The text by channel, of the first route that names it. */
            rendered: {
                [key: string]: string;
            };
            /** @description What becomes of the event at each route, in the document's order. */
            routes: components["schemas"]["TriedRoute"][];
        };
        TriedRoute: {
            route: string;
            /**
             * @description `notReached`: a route before it matched and does not continue.
             * @enum {string}
             */
            outcome: "matched" | "failed" | "disabled" | "notReached";
            /** @description The first matcher that did not hold, as written; null unless `failed`. */
            failed: string | null;
        };
        RoutingMatch: {
            route: string;
            groupKey: components["schemas"]["GroupKey"];
            channels: components["schemas"]["ChannelName"][];
        };
        Explanation: {
            /** Format: uuid */
            eventId: string;
            verdict: components["schemas"]["Verdict"];
            /**
             * Format: int32
             * @description The routing document in force when it was received, by which it is routed.
             */
            routingVersion: number;
            /** @description In the document's order. */
            routes: components["schemas"]["ExplainedRoute"][];
            /**
             * Format: uuid
             * @description The silence that muted it.
             */
            silencedBy: string | null;
            /** @description Of the first route that takes it and has a channel. */
            group: components["schemas"]["GroupKey"] | null;
            /** @description Those that tell of it; kept as long as the event. */
            notifications: string[];
            /** @description When a group's window ends that it waits in; null when it waits in none. */
            waitsUntil: components["schemas"]["Time"] | null;
            /** @description Why it could not be routed; null unless `parked`. */
            parked: string | null;
        };
        /**
         * @description `told`: a notification tells of it. `silenced`: a silence muted it. `grouped`: it waits for the end of a group's window. `noRoute`: no route takes it. `noChannel`: routes take it, but none had a channel (any more, or one that is enabled) when it was routed. `pending`: it is not routed yet. `parked`: it could not be routed and waits for an operator.
         * @enum {string}
         */
        Verdict: "told" | "silenced" | "grouped" | "noRoute" | "noChannel" | "pending" | "parked";
        ExplainedRoute: {
            route: string;
            matched: boolean;
            /** @description The first matcher that did not hold, as written; null unless `failed`. */
            failed: string | null;
            /**
             * @description `notReached`: a route before it matched and does not continue.
             * @enum {string}
             */
            outcome: "matched" | "failed" | "disabled" | "notReached";
            channels: string[];
            /** @description Null unless matched. */
            group: components["schemas"]["GroupKey"] | null;
            notifications: string[];
            waitsUntil: components["schemas"]["Time"] | null;
        };
        /**
         * @example {
         *       "routing": {
         *         "routes": []
         *       },
         *       "from": "2026-11-23T00:00:00Z",
         *       "to": "2026-11-24T00:00:00Z"
         *     }
         */
        NewReplay: {
            /** @description A draft; the document in force when absent. */
            routing?: components["schemas"]["NewRoutingDocument"] | null;
            /**
             * Format: date-time
             * @description 24 hours before `to` when absent, at most 31 days before it.
             */
            from?: string | null;
            /**
             * Format: date-time
             * @description Now when absent; nothing after now is replayed.
             */
            to?: string | null;
            /** @description `nextCursor` of the page before, with the rest of the body as it was. */
            cursor?: string | null;
        };
        /** @description Totals of this page and all before it. */
        Replay: {
            from: components["schemas"]["Time"];
            /** @description At most the time of the first call. */
            to: components["schemas"]["Time"];
            /** @description Events received in the range. */
            events: components["schemas"]["Total"];
            /** @description Those of them that a silence muted. */
            silenced: components["schemas"]["Total"];
            /** @description Equal to `current` without a draft. */
            draft: components["schemas"]["ReplaySide"];
            current: components["schemas"]["ReplaySide"];
            /** @description False when some events were counted out of turn: clocks more than a minute ahead, or more events that were received long after their time than a page can carry to the next. */
            exact: boolean;
            /** @description Events looked at for this page. */
            scanned: components["schemas"]["Count"];
            nextCursor: components["schemas"]["NextCursor"];
        };
        ReplaySide: {
            /**
             * Format: int32
             * @description The version in force at the first call; null of `draft`.
             */
            routingVersion: number | null;
            /** @description Events that any route took and no silence muted. */
            matched: components["schemas"]["Total"];
            notifications: components["schemas"]["Total"];
            /** @description Events the notifications tell of; one that two routes tell counts twice. */
            events: components["schemas"]["Total"];
            /** @description All of the document, in its order. */
            routes: components["schemas"]["ReplayedRoute"][];
        };
        ReplayedRoute: {
            route: string;
            matched: components["schemas"]["Total"];
            notifications: components["schemas"]["Total"];
            events: components["schemas"]["Total"];
            /** @description Notifications by channel; none through those that are gone or disabled today. */
            channels: {
                [key: string]: components["schemas"]["Total"];
            };
        };
        /** @description Values of the route's `groupBy` fields, each cut after 256 characters; empty when the route is one group. */
        GroupKey: {
            [key: string]: string;
        };
        /** @enum {string} */
        SilenceState: "pending" | "active" | "expired";
        /**
         * @example {
         *       "match": [
         *         "service=payments",
         *         "host=~\"web-.*\""
         *       ],
         *       "endsAt": "2026-11-23T12:00:00Z",
         *       "comment": "deployment"
         *     }
         */
        NewSilence: {
            /** @description Matchers as in a route; all must hold. To mute everything write `level>=trace`. */
            match: string[];
            /**
             * Format: date-time
             * @description Now when absent, at most 365 days ago.
             */
            startsAt?: string | null;
            /**
             * Format: date-time
             * @description In the future, after `startsAt`, at most 365 days ahead.
             */
            endsAt: string;
            comment?: string | null;
        };
        Silence: {
            /** Format: uuid */
            id: string;
            match: string[];
            startsAt: components["schemas"]["Time"];
            endsAt: components["schemas"]["Time"];
            comment: string | null;
            state: components["schemas"]["SilenceState"];
            createdAt: components["schemas"]["Time"];
            /** @description The name of the credential. */
            by: string;
            /** @description When it was ended before `endsAt`; null otherwise. */
            deletedAt: components["schemas"]["Time"] | null;
            deletedBy: string | null;
            /** @description Events that would have been told without it. */
            muted: components["schemas"]["Count"];
        };
        SilenceList: {
            items: components["schemas"]["Silence"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /**
         * @example {
         *       "chatId": "-100123"
         *     }
         * @example {
         *       "chatId": "@channel"
         *     }
         */
        TelegramSettings: {
            /** @description A chat's number or a public name. */
            chatId: string;
        };
        /**
         * @example {
         *       "to": [
         *         "a@example.org"
         *       ]
         *     }
         */
        EmailSettings: {
            /** @description Bare addresses; one message to each. */
            to: string[];
        };
        /**
         * @example {
         *       "topic": "alerts",
         *       "mode": "notifications"
         *     }
         */
        KafkaSettings: {
            topic: string;
            /**
             * @description `events`: one record per matched event, ungrouped; `notifications` when absent.
             * @enum {string|null}
             */
            mode?: "notifications" | "events" | null;
        };
        NewChannelFields: {
            /** @description The channel that takes over; must exist, must not lead back here. */
            fallback?: components["schemas"]["ChannelName"] | null;
            /**
             * @description `en` when absent.
             * @enum {string|null}
             */
            language?: "en" | "ru" | null;
            /** @description An IANA zone for the times in texts; `UTC` when absent. */
            timeZone?: string | null;
            /** @description True when absent. */
            enabled?: boolean | null;
        };
        /**
         * @example {
         *       "type": "telegram",
         *       "telegram": {
         *         "chatId": "-100123"
         *       },
         *       "language": "ru",
         *       "timeZone": "Europe/Moscow"
         *     }
         */
        NewTelegramChannel: {
            /** @constant */
            type: "telegram";
            telegram: components["schemas"]["TelegramSettings"];
        } & components["schemas"]["NewChannelFields"];
        /**
         * @example {
         *       "type": "email",
         *       "email": {
         *         "to": [
         *           "a@example.org"
         *         ]
         *       }
         *     }
         */
        NewEmailChannel: {
            /** @constant */
            type: "email";
            email: components["schemas"]["EmailSettings"];
        } & components["schemas"]["NewChannelFields"];
        /**
         * @example {
         *       "type": "kafka",
         *       "kafka": {
         *         "topic": "alerts",
         *         "mode": "events"
         *       },
         *       "enabled": false
         *     }
         */
        NewKafkaChannel: {
            /** @constant */
            type: "kafka";
            kafka: components["schemas"]["KafkaSettings"];
        } & components["schemas"]["NewChannelFields"];
        NewChannel: components["schemas"]["NewTelegramChannel"] | components["schemas"]["NewEmailChannel"] | components["schemas"]["NewKafkaChannel"];
        ChannelFields: {
            name: components["schemas"]["ChannelName"];
            fallback: components["schemas"]["ChannelName"] | null;
            /** @enum {string} */
            language: "en" | "ru";
            timeZone: string;
            enabled: boolean;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            /** @description The name of the credential of the last change. */
            by: string;
        };
        TelegramChannel: {
            /** @constant */
            type: "telegram";
            telegram: components["schemas"]["TelegramSettings"];
        } & components["schemas"]["ChannelFields"];
        EmailChannel: {
            /** @constant */
            type: "email";
            email: components["schemas"]["EmailSettings"];
        } & components["schemas"]["ChannelFields"];
        KafkaChannel: {
            /** @constant */
            type: "kafka";
            kafka: components["schemas"]["KafkaSettings"];
        } & components["schemas"]["ChannelFields"];
        Channel: components["schemas"]["TelegramChannel"] | components["schemas"]["EmailChannel"] | components["schemas"]["KafkaChannel"];
        ChannelList: {
            items: components["schemas"]["Channel"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        ExchangedChannelFields: {
            /** @description Unique in the document. */
            name: components["schemas"]["ChannelName"];
        } & components["schemas"]["NewChannelFields"];
        ExchangedTelegramChannel: {
            /** @constant */
            type: "telegram";
            telegram: components["schemas"]["TelegramSettings"];
        } & components["schemas"]["ExchangedChannelFields"];
        ExchangedEmailChannel: {
            /** @constant */
            type: "email";
            email: components["schemas"]["EmailSettings"];
        } & components["schemas"]["ExchangedChannelFields"];
        ExchangedKafkaChannel: {
            /** @constant */
            type: "kafka";
            kafka: components["schemas"]["KafkaSettings"];
        } & components["schemas"]["ExchangedChannelFields"];
        ExchangedChannel: components["schemas"]["ExchangedTelegramChannel"] | components["schemas"]["ExchangedEmailChannel"] | components["schemas"]["ExchangedKafkaChannel"];
        /**
         * @description Channels and routing; an export has both.
         * @example {
         *       "version": 1,
         *       "channels": [
         *         {
         *           "name": "ops",
         *           "type": "telegram",
         *           "telegram": {
         *             "chatId": "-100123"
         *           },
         *           "language": "ru"
         *         }
         *       ],
         *       "routing": {
         *         "routes": [
         *           {
         *             "name": "payments",
         *             "match": [
         *               "service=~\"pay.*\"",
         *               "level>=error"
         *             ],
         *             "channels": [
         *               "ops"
         *             ]
         *           }
         *         ]
         *       }
         *     }
         */
        ExchangeDocument: {
            /** @enum {integer|null} */
            version?: 1 | null;
            channels?: components["schemas"]["ExchangedChannel"][] | null;
            routing?: components["schemas"]["NewRoutingDocument"] | null;
        };
        /** @description A channel before and after. */
        ChannelChange: {
            name: string;
            before: components["schemas"]["ExchangedChannel"];
            after: components["schemas"]["ExchangedChannel"];
        };
        /** @description A route before and after. */
        RouteChange: {
            name: string;
            before: components["schemas"]["NewRoute"];
            after: components["schemas"]["NewRoute"];
        };
        ChannelDifference: {
            added: components["schemas"]["ChannelName"][];
            changed: components["schemas"]["ChannelChange"][];
            removed: components["schemas"]["ChannelName"][];
            unchanged: components["schemas"]["Count"];
        };
        RoutingDifference: {
            added: string[];
            changed: components["schemas"]["RouteChange"][];
            removed: string[];
            unchanged: components["schemas"]["Count"];
            /** @description Whether routes that stay are tried in another order. */
            moved: boolean;
        };
        ImportAnswer: {
            /** @description Whether nothing was written. */
            dryRun: boolean;
            channels: components["schemas"]["ChannelDifference"];
            routing: components["schemas"]["RoutingDifference"];
        };
        Me: {
            /**
             * @description `user`: of the authority.
             * @enum {string}
             */
            kind: "owner" | "token" | "user";
            name: string;
            /** @enum {string} */
            role: "reader" | "operator" | "admin";
        };
        /**
         * @example {
         *       "match": [
         *         "service=payments"
         *       ],
         *       "last": "7d"
         *     }
         */
        NewSilenceTest: {
            /** @description Matchers as in a silence. */
            match: string[];
            /** @description How far to look back, 1m to 31d; 1d when absent. */
            last?: components["schemas"]["Duration"] | null;
        };
        SilenceTest: {
            /** @description Events since then were looked at. */
            from: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description Those that it would have muted; recoveries are never muted.
             */
            matched: number;
            /**
             * Format: int32
             * @description Events looked at.
             */
            looked: number;
            /** @description False when the look ended early; there may be more. */
            complete: boolean;
            /** @description The newest of the matched. */
            examples: components["schemas"]["MutedExample"][];
        };
        MutedExample: {
            /** Format: uuid */
            eventId: string;
            time: components["schemas"]["Time"];
            level: components["schemas"]["Level"];
            service: string;
            host: string;
            /** @description At most 300 characters, `…` behind what was cut. */
            message: string;
        };
        /**
         * @example {}
         * @example {
         *       "services": [
         *         "payments"
         *       ],
         *       "routing": {
         *         "routes": []
         *       }
         *     }
         */
        NewRoutingMatrix: {
            /** @description A draft; the document in force when absent. */
            routing?: components["schemas"]["NewRoutingDocument"] | null;
            /** @description When absent the 20 services with the most events of the last 7 days. */
            services?: string[] | null;
        };
        RoutingMatrix: {
            /**
             * Format: int32
             * @description Of the document in force; null for a draft.
             */
            version: number | null;
            services: string[];
            /** @description By service, then by level. */
            cells: components["schemas"]["RoutingCell"][];
        };
        RoutingCell: {
            service: string;
            level: components["schemas"]["Level"];
            /** @description Told in any case. */
            channels: components["schemas"]["ChannelName"][];
            /** @description Told of some events: routes ask for more than service and level. */
            perhaps: components["schemas"]["ChannelName"][];
        };
        /**
         * @example {
         *       "channel": {
         *         "name": "ops",
         *         "type": "telegram",
         *         "telegram": {
         *           "chatId": "-100123"
         *         }
         *       }
         *     }
         */
        NewChannelPreview: {
            channel: components["schemas"]["ExchangedChannel"];
            /**
             * Format: uuid
             * @description The stored event to tell of; an example when absent.
             */
            eventId?: string | null;
        };
        ChannelPreviews: {
            en: components["schemas"]["ChannelPreview"];
            ru: components["schemas"]["ChannelPreview"];
        };
        ChannelPreview: {
            /** @description Of e-mail. */
            subject: string | null;
            /** @description Plain text, Telegram's HTML, or the JSON of the records. */
            text: string;
            /** @description Of e-mail: a whole document, to be shown in a sandbox. */
            html: string | null;
        };
        ChannelTest: {
            /** @description Whether all recipients were reached. */
            delivered: boolean;
            results: components["schemas"]["ChannelTestResult"][];
        };
        ChannelTestResult: {
            recipient: string;
            /**
             * @description `retry`: it may work later.
             * @enum {string}
             */
            outcome: "delivered" | "retry" | "rejected";
            /** @description The provider's own words, or what went wrong. */
            detail: string;
            providerId: string | null;
        };
        /** @description The events of one group of one route, told once to all channels of the route: of the batch that opens a group, or of a window of it. */
        Notification: {
            /** Format: uuid */
            id: string;
            route: string;
            groupKey: components["schemas"]["GroupKey"];
            /**
             * Format: int32
             * @description All events it tells of.
             */
            count: number;
            /** @description The highest among its events. */
            level: components["schemas"]["Level"];
            /** @description How many events of which level. */
            levels: components["schemas"]["LevelCounts"];
            /** @description The first 100. */
            eventIds: string[];
            /** @description Whether there are more events than `eventIds`. */
            truncated: boolean;
            firstAt: components["schemas"]["Time"];
            lastAt: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
            deliveries: components["schemas"]["Delivery"][];
        };
        NotificationList: {
            items: components["schemas"]["Notification"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        NotificationEventList: {
            items: components["schemas"]["Event"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description One notification on its way to one recipient. */
        Delivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            notificationId: string;
            route: string;
            channel: components["schemas"]["ChannelName"];
            /** @description The channel's type when it was made. */
            type: components["schemas"]["ChannelType"];
            /** @description A chat, an address or a topic. */
            recipient: string;
            status: components["schemas"]["DeliveryStatus"];
            /** @description Sends begun. */
            attempts: components["schemas"]["Count"];
            createdAt: components["schemas"]["Time"];
            nextAttemptAt: components["schemas"]["Time"] | null;
            deliveredAt: components["schemas"]["Time"] | null;
            /** @description What went wrong last, in the provider's words where it said any. */
            error: string | null;
            /** @description What the provider said to the successful send. */
            answer: string | null;
            /** @description The provider's id of the message. */
            providerId: string | null;
            /** @description The channel it was first made for as a fallback; null when a route names its own. */
            fallbackOf: components["schemas"]["ChannelName"] | null;
            /** @description The fallback channel that took over. While it tries, the delivery is `retrying` without `nextAttemptAt`, or `failed`; when it delivered, `superseded`; when it failed too, the delivery goes on. */
            takenOverBy: components["schemas"]["ChannelName"] | null;
            /** @description The deliveries of `takenOverBy`, which may be others' too. */
            takenOverIn: string[];
            /**
             * Format: uuid
             * @description The delivery that an operator had tried again by this one.
             */
            retryOf: string | null;
            /**
             * Format: uuid
             * @description The delivery by which an operator had this one tried again.
             */
            retriedBy: string | null;
        };
        /**
         * @description Which deliveries; `from` and `to` hold the time of their notification.
         * @example {
         *       "status": "failed",
         *       "channel": "ops"
         *     }
         */
        NewRetry: {
            /** @enum {string} */
            status: "failed" | "superseded";
            channel?: string | null;
            route?: string | null;
            /** Format: date-time */
            from?: string | null;
            /** Format: date-time */
            to?: string | null;
        };
        DeliveryList: {
            items: components["schemas"]["Delivery"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /**
         * @example {
         *       "name": "web-1",
         *       "heartbeatInterval": "1m",
         *       "grace": "1m"
         *     }
         * @example {
         *       "name": "backup",
         *       "schedule": "0 2 * * *",
         *       "timeZone": "Europe/Moscow",
         *       "grace": "1h"
         *     }
         */
        NewAgent: {
            /** @description Unique, case ignored, without control characters. */
            name: string;
            /** @description 1s..365d, 1m when absent. */
            heartbeatInterval?: components["schemas"]["Duration"] | null;
            /** @description 1s..365d, 1m when absent. */
            grace?: components["schemas"]["Duration"] | null;
            /** @description Cron, five fields; instead of `heartbeatInterval`. */
            schedule?: string | null;
            /** @description IANA name, for `schedule`; UTC when absent. */
            timeZone?: string | null;
        };
        /**
         * @example {
         *       "grace": "5m",
         *       "settings": {
         *         "minLevel": "warning",
         *         "heartbeatInterval": "30s",
         *         "processes": [
         *           {
         *             "name": "nginx"
         *           }
         *         ]
         *       }
         *     }
         */
        AgentPatch: {
            /** @description Unique, case ignored, without control characters. */
            name?: string | null;
            /** @description 1s..365d; ends a schedule. */
            heartbeatInterval?: components["schemas"]["Duration"] | null;
            /** @description 1s..365d. */
            grace?: components["schemas"]["Duration"] | null;
            /** @description Cron, five fields; null goes back to the interval. */
            schedule?: string | null;
            /** @description IANA name, for `schedule`. */
            timeZone?: string | null;
            /** @description Its members that are absent stay as they are, null takes one away. */
            settings?: components["schemas"]["NewAgentSettings"] | null;
        };
        NewAgentSettings: {
            minLevel?: components["schemas"]["Level"] | null;
            /** @description 1s..365d, at most the agent's `heartbeatInterval`. */
            heartbeatInterval?: components["schemas"]["Duration"] | null;
            processes?: components["schemas"]["NewWatchedProcess"][] | null;
        };
        NewWatchedProcess: {
            name: string;
            commandLine?: string | null;
            pidFile?: string | null;
        };
        /** @description What operators decide for the agent. */
        AgentSettings: {
            /** @description What is less severe need not be sent; null leaves it to the agent. */
            minLevel: components["schemas"]["Level"] | null;
            /** @description How often it is to beat; null as often as it is expected. */
            heartbeatInterval: components["schemas"]["Duration"] | null;
            processes: components["schemas"]["WatchedProcess"][];
        };
        /** @description Found by its command line or pid file, else by its name. */
        WatchedProcess: {
            name: string;
            commandLine: string | null;
            pidFile: string | null;
        };
        /**
         * @example {
         *       "version": "1.0.0",
         *       "host": "web-1",
         *       "processes": [
         *         {
         *           "name": "nginx",
         *           "state": "running",
         *           "pid": 4711
         *         }
         *       ],
         *       "buffered": 0,
         *       "dropped": 0
         *     }
         */
        NewHeartbeat: {
            version?: string | null;
            /** @description The label of what is told about the agent; its name when absent. */
            host?: string | null;
            os?: string | null;
            /** Format: date-time */
            startedAt?: string | null;
            /** @description Absent says nothing about processes; a process that is missing from the list is no longer watched. */
            processes?: components["schemas"]["NewProcess"][] | null;
            /** @description Events read and not sent yet. */
            buffered?: number | null;
            /** @description Events given up. */
            dropped?: number | null;
        };
        NewProcess: {
            name: string;
            state: components["schemas"]["ProcessState"];
            pid?: number | null;
            exitCode?: number | null;
            /**
             * Format: date-time
             * @description Since when it is in this state, by the agent's clock.
             */
            since?: string | null;
            cpuPercent?: number | null;
            memoryBytes?: number | null;
        };
        PingList: {
            items: {
                at: components["schemas"]["Time"];
                /** @enum {string} */
                kind: "start" | "success" | "fail";
                exitCode: number | null;
                /** @description Since the start that was said before. */
                durationMs: number | null;
                /** @description The first 10 kB, as text. */
                body: string | null;
                userAgent: string | null;
            }[];
        };
        HeartbeatStrip: {
            slots: {
                start: components["schemas"]["Time"];
                /** @description Heartbeats and pings. */
                beats: number;
                /** @description The worst; null when nothing is known. */
                state: components["schemas"]["AgentState"] | null;
            }[];
        };
        /** @enum {string} */
        ProcessState: "running" | "stopped" | "crashed";
        HeartbeatAnswer: {
            heartbeatInterval: components["schemas"]["Duration"];
            minLevel: components["schemas"]["Level"] | null;
            processes: components["schemas"]["WatchedProcess"][];
            serverTime: components["schemas"]["Time"];
        };
        /** @description The last heartbeat. Times but `receivedAt` are by the agent's clock. */
        AgentReport: {
            version: string | null;
            host: string | null;
            os: string | null;
            startedAt: components["schemas"]["Time"] | null;
            buffered: number | null;
            dropped: number | null;
            receivedAt: components["schemas"]["Time"];
            processes: components["schemas"]["AgentProcess"][];
        };
        AgentProcess: {
            name: string;
            state: components["schemas"]["ProcessState"];
            pid: number | null;
            exitCode: number | null;
            since: components["schemas"]["Time"] | null;
            cpuPercent: number | null;
            memoryBytes: number | null;
            /** @description It changed more than five times in ten minutes and has not been stable for ten since. */
            flapping: boolean;
        };
        AgentFields: {
            /** Format: uuid */
            id: string;
            name: string;
            state: components["schemas"]["AgentState"];
            stateSince: components["schemas"]["Time"];
            lastSeenAt: components["schemas"]["Time"] | null;
            /** @description When it becomes late; null when nothing is expected of it now. */
            nextDueAt: components["schemas"]["Time"] | null;
            /** @description Cron, five fields; null when the interval counts. */
            schedule: string | null;
            /** @description IANA name; null without a schedule. */
            timeZone: string | null;
            /** @description Whether it holds a live connection; a hint. */
            connected: boolean;
            /** @description Null before the first heartbeat. */
            report: components["schemas"]["AgentReport"] | null;
            settings: components["schemas"]["AgentSettings"];
            /** @description Null for readers, who may not ping. */
            pingUrl: string | null;
            heartbeatInterval: components["schemas"]["Duration"];
            /** @description What may pass after the interval before the agent is down. */
            grace: components["schemas"]["Duration"];
            createdAt: components["schemas"]["Time"];
            /** @description The name of the credential. */
            createdBy: string;
            /** @description Until when the key before the current one is accepted; null when there is none. */
            previousKeyUntil: components["schemas"]["Time"] | null;
        };
        Agent: components["schemas"]["AgentFields"];
        AgentWithKey: {
            /** @description Shown only here. */
            key: string;
        } & components["schemas"]["AgentFields"];
        AgentList: {
            items: components["schemas"]["Agent"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        LiveConnection: {
            url: string;
            /** @description Opens this hub as this user, for an hour. */
            accessToken: string;
        };
        /** @description An event as a list shows it. */
        LiveEvent: {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            time: string;
            level: components["schemas"]["Level"];
            service: string;
            host: string;
            source: string;
            environment: string;
            kind: components["schemas"]["EventKind"];
            message: string;
        };
        /** @description An agent that has changed. */
        LiveAgent: {
            /** Format: uuid */
            id: string;
            name: string;
            state: components["schemas"]["AgentState"];
            /** Format: date-time */
            stateSince: string;
            /** Format: date-time */
            lastSeenAt: string | null;
            connected: boolean;
        };
        /** @description A delivery that was settled, or put off. */
        LiveDelivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            notificationId: string;
            channel: components["schemas"]["ChannelName"];
            /** @enum {string} */
            status: "retrying" | "delivered" | "failed" | "superseded";
            attempts: number;
        };
        /**
         * @description Either `interval` or `schedule`.
         * @example {
         *       "name": "nightly backup",
         *       "match": [
         *         "service=backup",
         *         "message=~\".*backup finished.*\""
         *       ],
         *       "labels": [
         *         "host"
         *       ],
         *       "schedule": "0 3 * * *",
         *       "timeZone": "Europe/Moscow",
         *       "grace": "1h"
         *     }
         */
        NewWatch: {
            name: string;
            /** @description Matchers as in routes; all must hold. */
            match: string[];
            /** @description Each set of their values is followed by itself from its first event on, at most 1,000; without any there is one series, followed from the start. As in `groupBy` of a route. */
            labels?: string[] | null;
            /** @description 1s..365d, from one event to the next. */
            interval?: components["schemas"]["Duration"] | null;
            /** @description Cron, five fields; instead of `interval`. */
            schedule?: string | null;
            /** @description IANA name, for `schedule`; UTC when absent. */
            timeZone?: string | null;
            /** @description 1s..365d, 1m when absent. */
            grace?: components["schemas"]["Duration"] | null;
            /** @description True when absent. */
            enabled?: boolean | null;
        };
        Watch: {
            /** Format: uuid */
            id: string;
            name: string;
            match: string[];
            labels: string[];
            /** @description Null when there is a schedule. */
            interval: components["schemas"]["Duration"] | null;
            /** @description Cron, five fields. */
            schedule: string | null;
            /** @description IANA name; null without a schedule. */
            timeZone: string | null;
            grace: components["schemas"]["Duration"];
            enabled: boolean;
            createdAt: components["schemas"]["Time"];
            /** @description The name of the credential. */
            createdBy: string;
            series: components["schemas"]["Series"][];
        };
        Series: {
            /** Format: uuid */
            id: string;
            labels: {
                [key: string]: string;
            };
            state: components["schemas"]["AgentState"];
            stateSince: components["schemas"]["Time"];
            /** @description The time of its newest event, to a twentieth of the interval and a minute at most. */
            lastSeenAt: components["schemas"]["Time"] | null;
            /** @description When it becomes late; null when nothing is expected. */
            nextDueAt: components["schemas"]["Time"] | null;
            /** Format: uuid */
            lastEventId: string | null;
        };
        WatchList: {
            items: {
                /** Format: uuid */
                id: string;
                name: string;
                match: string[];
                labels: string[];
                /** @description Null when there is a schedule. */
                interval: components["schemas"]["Duration"] | null;
                /** @description Cron, five fields. */
                schedule: string | null;
                /** @description IANA name; null without a schedule. */
                timeZone: string | null;
                grace: components["schemas"]["Duration"];
                enabled: boolean;
                createdAt: components["schemas"]["Time"];
                /** @description The name of the credential. */
                createdBy: string;
                /** @description Series by state. */
                states: components["schemas"]["AgentsByState"];
            }[];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /**
         * @example {
         *       "name": "deploy",
         *       "role": "operator",
         *       "expiresAt": null
         *     }
         */
        NewToken: {
            /** @description Without control characters. */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description In the future; without end when absent.
             */
            expiresAt?: string | null;
        };
        TokenFields: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            createdAt: components["schemas"]["Time"];
            /** @description The name of the credential. */
            createdBy: string;
            /** @description Refused from then on; null without end. */
            expiresAt: components["schemas"]["Time"] | null;
        };
        Token: components["schemas"]["TokenFields"];
        TokenWithSecret: {
            /** @description Shown only here. */
            secret: string;
        } & components["schemas"]["TokenFields"];
        TokenList: {
            items: components["schemas"]["Token"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        Overview: {
            from: components["schemas"]["Time"];
            to: components["schemas"]["Time"];
            eventsByLevel: components["schemas"]["EventsByLevel"];
            agentsByState: components["schemas"]["AgentsByState"];
            /** @description At most 20,000 are looked at. */
            deliveriesByStatus: components["schemas"]["DeliveriesByStatus"];
            /** @description By the hour, up to the end of this one. */
            trend: components["schemas"]["Bucket"][];
        };
        EventsByLevel: WithRequired<components["schemas"]["LevelCounts"], "trace" | "debug" | "info" | "warning" | "error" | "critical">;
        AgentsByState: {
            new: components["schemas"]["Count"];
            up: components["schemas"]["Count"];
            late: components["schemas"]["Count"];
            down: components["schemas"]["Count"];
            paused: components["schemas"]["Count"];
        };
        DeliveriesByStatus: {
            pending: components["schemas"]["Count"];
            sending: components["schemas"]["Count"];
            retrying: components["schemas"]["Count"];
            delivered: components["schemas"]["Count"];
            failed: components["schemas"]["Count"];
            superseded: components["schemas"]["Count"];
        };
        Released: {
            /** @description How many. */
            matched: components["schemas"]["Count"];
        };
        Health: {
            /** @constant */
            status: "healthy";
            version: string;
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "unavailable";
            schedule: components["schemas"]["ScheduleState"];
            /**
             * Format: int32
             * @description Batches that were not routed after all hints; null when storage does not answer.
             */
            parkedBatches: number | null;
            /** @description The first 20 of them. */
            parked: components["schemas"]["ParkedBatch"][];
            dependencies: components["schemas"]["DependencyState"][];
        };
        ParkedBatch: {
            table: string;
            /** Format: uuid */
            batchId: string;
            /** Format: date-time */
            receivedAt: string;
            /** Format: int32 */
            events: number;
            reason: string;
        };
        ScheduleState: {
            lastRun: components["schemas"]["Time"] | null;
            upSince: components["schemas"]["Time"] | null;
            /**
             * Format: double
             * @description Since the schedule last ran; null before the first run.
             */
            lagSeconds: number | null;
        };
        DependencyState: {
            /** @enum {string} */
            name: "storage" | "telegram" | "email" | "kafka" | "signalr";
            /** @enum {string} */
            state: "ok" | "failed" | "notConfigured";
            /**
             * Format: double
             * @description How long the check took.
             */
            milliseconds: number;
            /** @description What is wrong, or which setting is missing or wrong. */
            detail: string | null;
        };
    };
    responses: {
        /** @description Done. */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The version in force. */
        RoutingInForce: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RoutingDocument"];
            };
        };
        /** @description The request is wrong; `errors` names where. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No or an unknown credential. */
        Unauthenticated: {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The credential's role is too small. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is none (any more). */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body did not arrive in time. */
        TooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description At odds with what is stored, or changed by others meanwhile. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another version is in force by now. */
        Stale: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large: 1 MiB, or what the operation says. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is of another media type or encoding. */
        UnsupportedMedia: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `If-Match` is missing. */
        PreconditionRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The sender is over its rate limit (off by default). */
        TooFast: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Storage, or the authority that issued the credential, does not answer. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        EventIdInPath: string;
        PingKey: string;
        IdInPath: string;
        ChannelNameInPath: components["schemas"]["ChannelName"];
        /** @description The earliest time, included; with an offset. */
        From: string;
        /** @description The latest time, not included; with an offset. */
        To: string;
        /** @description This level and those above; synonyms as in ingest. */
        MinLevel: components["schemas"]["Level"];
        /** @description Any of these; synonyms as in ingest. */
        Level: components["schemas"]["Level"][];
        /** @description Any of these. */
        Host: components["schemas"]["AnyOf"];
        /** @description Any of these. */
        Service: components["schemas"]["AnyOf"];
        /** @description Any of these. */
        Source: components["schemas"]["AnyOf"];
        /** @description Any of these. */
        Environment: components["schemas"]["AnyOf"];
        /** @description Any of these. */
        Kind: components["schemas"]["EventKind"][];
        /** @description Sent with the key of any of these. */
        AgentId: string[];
        /** @description Any of these. */
        EventStatus: components["schemas"]["EventStatus"][];
        /** @description Any of these. */
        RequestId: components["schemas"]["AnyOf"];
        /** @description Any of these. */
        CorrelationId: components["schemas"]["AnyOf"];
        /** @description Any of these. */
        TraceId: components["schemas"]["AnyOf"];
        /** @description A part of the message or the stack trace, case ignored. */
        Search: string;
        /** @description That stand at any of these. */
        SilenceState: components["schemas"]["SilenceState"][];
        /** @description With a delivery that stands at any of these. */
        DeliveryStatus: components["schemas"]["DeliveryStatus"][];
        /** @description Through any of these. */
        Channel: components["schemas"]["AnyOf"];
        /** @description Of any of these. */
        Route: components["schemas"]["AnyOf"];
        /** @description The most items of a page. */
        Limit: number;
        /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
        Cursor: string;
    };
    requestBodies: never;
    headers: {
        /** @description What `If-Match` must name to replace it. */
        ETag: string;
        /** @description The path of what was made. */
        Location: string;
        /** @description Seconds to wait. */
        RetryAfter: number;
        WwwAuthenticate: "Bearer";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListEvents: {
        parameters: {
            query?: {
                /** @description The earliest time, included; with an offset. */
                from?: components["parameters"]["From"];
                /** @description The latest time, not included; with an offset. */
                to?: components["parameters"]["To"];
                /** @description This level and those above; synonyms as in ingest. */
                minLevel?: components["parameters"]["MinLevel"];
                /** @description Any of these; synonyms as in ingest. */
                level?: components["parameters"]["Level"];
                /** @description Any of these. */
                host?: components["parameters"]["Host"];
                /** @description Any of these. */
                service?: components["parameters"]["Service"];
                /** @description Any of these. */
                source?: components["parameters"]["Source"];
                /** @description Any of these. */
                environment?: components["parameters"]["Environment"];
                /** @description Any of these. */
                kind?: components["parameters"]["Kind"];
                /** @description Sent with the key of any of these. */
                agentId?: components["parameters"]["AgentId"];
                /** @description Any of these. */
                status?: components["parameters"]["EventStatus"];
                /** @description Any of these. */
                requestId?: components["parameters"]["RequestId"];
                /** @description Any of these. */
                correlationId?: components["parameters"]["CorrelationId"];
                /** @description Any of these. */
                traceId?: components["parameters"]["TraceId"];
                /** @description A part of the message or the stack trace, case ignored. */
                q?: components["parameters"]["Search"];
                /** @description By time. */
                order?: "desc" | "asc";
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    IngestEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Case ignored. */
                "Content-Encoding"?: "gzip" | "identity";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvent"] | components["schemas"]["NewEvent"][];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestAnswer"];
                };
            };
            /** @description The body cannot be read as a whole (`errors`), or nothing in it is acceptable (`rejected`). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IngestProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            429: components["responses"]["TooFast"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetEventHistogram: {
        parameters: {
            query?: {
                /** @description The earliest time, included; with an offset. */
                from?: components["parameters"]["From"];
                /** @description The latest time, not included; with an offset. */
                to?: components["parameters"]["To"];
                /** @description This level and those above; synonyms as in ingest. */
                minLevel?: components["parameters"]["MinLevel"];
                /** @description Any of these; synonyms as in ingest. */
                level?: components["parameters"]["Level"];
                /** @description Any of these. */
                host?: components["parameters"]["Host"];
                /** @description Any of these. */
                service?: components["parameters"]["Service"];
                /** @description Any of these. */
                source?: components["parameters"]["Source"];
                /** @description Any of these. */
                environment?: components["parameters"]["Environment"];
                /** @description Any of these. */
                kind?: components["parameters"]["Kind"];
                /** @description Sent with the key of any of these. */
                agentId?: components["parameters"]["AgentId"];
                /** @description Any of these. */
                status?: components["parameters"]["EventStatus"];
                /** @description Any of these. */
                requestId?: components["parameters"]["RequestId"];
                /** @description Any of these. */
                correlationId?: components["parameters"]["CorrelationId"];
                /** @description Any of these. */
                traceId?: components["parameters"]["TraceId"];
                /** @description A part of the message or the stack trace, case ignored. */
                q?: components["parameters"]["Search"];
                buckets?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Histogram"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetEventFacets: {
        parameters: {
            query: {
                field: "service" | "host" | "source" | "environment" | "kind" | "level";
                /** @description The earliest time, included; with an offset. */
                from?: components["parameters"]["From"];
                /** @description The latest time, not included; with an offset. */
                to?: components["parameters"]["To"];
                /** @description This level and those above; synonyms as in ingest. */
                minLevel?: components["parameters"]["MinLevel"];
                /** @description Any of these; synonyms as in ingest. */
                level?: components["parameters"]["Level"];
                /** @description Any of these. */
                host?: components["parameters"]["Host"];
                /** @description Any of these. */
                service?: components["parameters"]["Service"];
                /** @description Any of these. */
                source?: components["parameters"]["Source"];
                /** @description Any of these. */
                environment?: components["parameters"]["Environment"];
                /** @description Any of these. */
                kind?: components["parameters"]["Kind"];
                /** @description Sent with the key of any of these. */
                agentId?: components["parameters"]["AgentId"];
                /** @description Any of these. */
                status?: components["parameters"]["EventStatus"];
                /** @description Any of these. */
                requestId?: components["parameters"]["RequestId"];
                /** @description Any of these. */
                correlationId?: components["parameters"]["CorrelationId"];
                /** @description Any of these. */
                traceId?: components["parameters"]["TraceId"];
                /** @description A part of the message or the stack trace, case ignored. */
                q?: components["parameters"]["Search"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    TriageEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBulkTriage"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkTriage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDetails"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    TriageEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTriage"];
            };
        };
        responses: {
            /** @description The event as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDetails"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListRejected: {
        parameters: {
            query?: {
                /** @description The earliest time, included; with an offset. */
                from?: components["parameters"]["From"];
                /** @description The latest time, not included; with an offset. */
                to?: components["parameters"]["To"];
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RejectedRecordList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    ExplainEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetRouting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RoutingInForce"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    PutRouting: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that is replaced; `*` is refused.
                 * @example "v3"
                 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoutingDocument"];
            };
        };
        responses: {
            200: components["responses"]["RoutingInForce"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            428: components["responses"]["PreconditionRequired"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetRoutingVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description That version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingDocument"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    TestRouting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoutingTest"];
            };
        };
        responses: {
            /** @description What the event would lead to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingTest"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    TabulateRouting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoutingMatrix"];
            };
        };
        responses: {
            /** @description A cell for each service and level. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingMatrix"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReplayRouting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReplay"];
            };
        };
        responses: {
            /** @description What would have been told. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListSilences: {
        parameters: {
            query?: {
                /** @description That stand at any of these. */
                state?: components["parameters"]["SilenceState"];
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateSilence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSilence"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    TestSilence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSilenceTest"];
            };
        };
        responses: {
            /** @description What it would have muted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceTest"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetSilence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The silence. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteSilence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All channels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["ChannelNameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    PutChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["ChannelNameInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["ChannelNameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TestChannelDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangedChannel"];
            };
        };
        responses: {
            /** @description What the provider said. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTest"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    PreviewChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannelPreview"];
            };
        };
        responses: {
            /** @description By language. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPreviews"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    TestChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["ChannelNameInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the provider said. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTest"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    ExportConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What an import takes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeDocument"];
                    "application/yaml": string;
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    ImportConfiguration: {
        parameters: {
            query?: {
                /** @description `false` writes; otherwise the answer only says what would be written. */
                dryRun?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeDocument"];
                "application/yaml": components["schemas"]["ExchangeDocument"];
            };
        };
        responses: {
            /** @description The difference, planned or written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListNotifications: {
        parameters: {
            query?: {
                /** @description With a delivery that stands at any of these. */
                status?: components["parameters"]["DeliveryStatus"];
                /** @description Through any of these. */
                channel?: components["parameters"]["Channel"];
                /** @description Of any of these. */
                route?: components["parameters"]["Route"];
                /** @description The earliest time, included; with an offset. */
                from?: components["parameters"]["From"];
                /** @description The latest time, not included; with an offset. */
                to?: components["parameters"]["To"];
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notification. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListNotificationEvents: {
        parameters: {
            query?: {
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationEventList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListDeliveries: {
        parameters: {
            query?: {
                /** @description With a delivery that stands at any of these. */
                status?: components["parameters"]["DeliveryStatus"];
                /** @description Through any of these. */
                channel?: components["parameters"]["Channel"];
                /** @description Of any of these. */
                route?: components["parameters"]["Route"];
                /** @description The earliest time, included; with an offset. */
                from?: components["parameters"]["From"];
                /** @description The latest time, not included; with an offset. */
                to?: components["parameters"]["To"];
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    RetryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new delivery. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    RetryDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRetry"];
            };
        };
        responses: {
            /** @description How many match. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Released"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListAgents: {
        parameters: {
            query?: {
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgent"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentWithKey"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    PatchAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentPatch"];
            };
        };
        responses: {
            /** @description The agent as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    RotateAgentKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent with its new key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentWithKey"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    PauseAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    ResumeAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        /** @description Whatever the job wants to be kept: the first 10 kB, as text. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingHead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter, where there are none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Changed by too many at once; send it again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Storage does not answer; send it again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TakePingStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingStartPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        /** @description Whatever the job wants to be kept: the first 10 kB, as text. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingStartHead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter, where there are none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Changed by too many at once; send it again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Storage does not answer; send it again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TakePingFailure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingFailurePost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        /** @description Whatever the job wants to be kept: the first 10 kB, as text. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingFailureHead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter, where there are none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Changed by too many at once; send it again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Storage does not answer; send it again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TakePingExitCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
                exitCode: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingExitCodePost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
                exitCode: number;
            };
            cookie?: never;
        };
        /** @description Whatever the job wants to be kept: the first 10 kB, as text. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Invalid"];
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakePingExitCodeHead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pingKey: components["parameters"]["PingKey"];
                exitCode: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken: `OK`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter, where there are none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key opens nothing; without a body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Changed by too many at once; send it again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Storage does not answer; send it again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ListAgentPings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PingList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetAgentHeartbeats: {
        parameters: {
            query?: {
                /** @description 24 hours before `to` when absent, at most 31 days before it. */
                from?: string;
                /** @description Now when absent, up to the next five minutes. */
                to?: string;
                slots?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartbeatStrip"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    TakeHeartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewHeartbeat"];
            };
        };
        responses: {
            /** @description Heard; what the agent is to do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartbeatAnswer"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    NegotiateLive: {
        parameters: {
            query?: {
                /** @description Added by SignalR clients. */
                negotiateVersion?: string;
                /** @description Added by SignalR clients. */
                useStatefulReconnect?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to connect, and with what. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveConnection"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    NegotiateAgent: {
        parameters: {
            query?: {
                /** @description Added by SignalR clients. */
                negotiateVersion?: string;
                /** @description Added by SignalR clients. */
                useStatefulReconnect?: string;
            };
            header?: never;
            path: {
                agentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to connect, and with what. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveConnection"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListWatches: {
        parameters: {
            query?: {
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateWatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWatch"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Watch"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetWatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The watch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Watch"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    PutWatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWatch"];
            };
        };
        responses: {
            /** @description The watch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Watch"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteWatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    ForgetSeries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
                seriesId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListTokens: {
        parameters: {
            query?: {
                /** @description The most items of a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same other parameters except `limit`. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenWithSecret"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            503: components["responses"]["Unavailable"];
        };
    };
    RevokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReleaseParked: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are due again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Released"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        openapi: "3.1.0";
                        info: unknown;
                        servers: unknown;
                        paths: unknown;
                        components: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Invalid"];
        };
    };
    GetHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["Invalid"];
        };
    };
    GetHealthHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter, where there are none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GetReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Storage answers and the schedule runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Storage does not answer or the schedule stands still; a problem when the credential itself could not be checked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
