/// The service's face: `POST /v1/images`, `GET /v1/images/{sha256}`, `GET /v1/intake`, `/health`
/// and `/prometheus`. Requests become calls of the gate, receipts become bodies; nothing is decided
/// here.
@NullMarked
package lotic.ingest.http;

import org.jspecify.annotations.NullMarked;
