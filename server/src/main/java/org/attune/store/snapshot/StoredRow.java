package org.attune.store.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a resource as HAPI's tables hold it: the content without id and metadata, and these
 * apart.
 *
 * @param type resource type
 * @param id without type
 * @param version version number
 * @param updated when the version was stored
 * @param source {@code meta.source} that came with it, if any
 * @param requestId id of the request that stored it, if known
 * @param tags JSON array of the profiles, security labels and tags
 * @param content JSON of the resource; absent if it is not held as text
 */
record StoredRow(
    String type,
    String id,
    long version,
    Instant updated,
    @Nullable String source,
    @Nullable String requestId,
    @Nullable String tags,
    @Nullable String content) {}
