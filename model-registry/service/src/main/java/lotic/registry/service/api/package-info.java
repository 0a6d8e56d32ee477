/// The registry's API under `/api/lotic/v1`: bytes and JSON over HTTP, problems as RFC 9457.
///
/// | request | answer |
/// |---|---|
/// | `PUT /blobs/{sha256}` | 201, or 200 if it was there |
/// | `HEAD /blobs/{sha256}` | 200 or 404 |
/// | `GET /models` | all models |
/// | `GET /models/{model}/versions?limit=&cursor=` | versions, newest first |
/// | `POST /models/{model}/versions` | 201, or 200 if its run has published the step |
/// | `GET /models/{model}/versions/{ref}` | one version; ref is a number, `v7`, an alias or `sha256:…` |
/// | `GET /models/{model}/versions/{ref}/files/{path}` | a file; 307 to the number unless ref is one |
/// | `PUT /models/{model}/aliases/{alias}` | moves an alias if it names what the sender thinks |
/// | `GET /models/{model}/aliases/{alias}/history` | which versions it named |
/// | `GET /models/{model}/events?after=&wait=` | the next events, waited for |
@NullMarked
package lotic.registry.service.api;

import org.jspecify.annotations.NullMarked;
