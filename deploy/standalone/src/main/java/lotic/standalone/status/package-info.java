/// How a run stands, in five lines: what the trainer's `GET /v1/status` says, for people.
@NullMarked
package lotic.standalone.status;

import org.jspecify.annotations.NullMarked;
