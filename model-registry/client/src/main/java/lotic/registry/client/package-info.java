/// What a consumer or a publisher of models embeds: list, pull with verification, watch, publish;
/// over the JDK's HTTP client.
///
/// ```java
/// try (var registry = new RegistryClient(URI.create("http://localhost:7073"))) {
///     VerifiedFolder folder =
///             registry.pull(VersionRef.parse("demo"), Path.of("models"), PullProgress.SILENT);
/// }
/// ```
///
/// Whatever a registry sends is checked: a folder that [lotic.registry.client.RegistryClient#pull]
/// returns holds exactly the bytes that its content id stands for, and appears at once or not at
/// all. Waits are bounded by [lotic.registry.client.ClientLimits].
@NullMarked
package lotic.registry.client;

import org.jspecify.annotations.NullMarked;
