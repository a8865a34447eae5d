package org.multimodalneurons.zoo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLPeerUnverifiedException;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.zoo.Answer.HubFacts;

/**
 * Asks servers for files. Redirections are followed one by one, since each must be as safe as the first; proxies are
 * those of the Java system properties.
 */
final class Web {

    private static final int MOST_REDIRECTIONS = 10;
    private static final long LOOK_UP_MILLIS = 100;

    private final Patience patience;
    private final HttpClient client;

    Web(Patience patience) {
        this.patience = patience;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.answer())
                .build();
    }

    /**
     * Asks for a file, or the rest of it.
     *
     * @param from where in the file to begin
     * @param version the version that the rest must belong to; the whole file comes when it has changed
     * @throws ConnectionLost when there is no answer
     * @throws UserException when a redirection is not followed
     */
    Answer get(URI address, long from, Optional<String> version, Progress progress) throws IOException {
        HubFacts hub = HubFacts.NONE;
        URI at = address;
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at)
                    .header("User-Agent", "Multimodal Neurons")
                    .header("Accept-Encoding", "identity");
            if (from > 0) request.header("Range", "bytes=" + from + "-");
            if (from > 0) version.ifPresent(each -> request.header("If-Range", each));
            Answer answer = send(request.build(), hub, progress);
            if (!isRedirection(answer.status())) return answer;
            answer.close();
            hub = answer.hub();
            at = target(at, answer.headers().firstValue("Location").orElse(""));
        }
        throw new UserException(
                address + ": more than " + MOST_REDIRECTIONS + " redirections; the address leads in a circle.");
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Where a redirection leads; refused when what comes could be changed on its way. */
    static URI target(URI from, String location) {
        try {
            URI target = from.resolve(location);
            boolean downgrade = from.getScheme().equalsIgnoreCase("https")
                    && !String.valueOf(target.getScheme()).equalsIgnoreCase("https");
            if (!location.isEmpty() && !downgrade && Address.isSafe(target)) return target;
        } catch (IllegalArgumentException e) {
            throw new UserException(from + ": redirects to what is no address: \"" + location + "\".", e);
        }
        throw new UserException(from + ": refused to follow its redirection to \"" + location
                + "\", where what comes could be changed on its way; expected an address that begins with https://.");
    }

    /**
     * Waits for the headers only. The client's own future is no place to wait at: it fails when the connection breaks soon
     * after them, and what came by then would be lost with it.
     */
    private Answer send(HttpRequest request, HubFacts hub, Progress progress) throws IOException {
        var headed = new CompletableFuture<Answer>();
        CompletableFuture<HttpResponse<Arrivals>> exchange = client.sendAsync(request, head -> {
            var body = new Arrivals();
            headed.complete(new Answer(request.uri(), head.statusCode(), head.headers(), hub.or(head.headers()), body));
            return body;
        });
        try {
            await(CompletableFuture.anyOf(headed, exchange), request.uri(), progress);
            return headed.join();
        } catch (IOException | RuntimeException e) {
            exchange.cancel(true);
            throw e;
        }
    }

    private void await(CompletableFuture<?> event, URI address, Progress progress) throws IOException {
        long begun = System.nanoTime();
        try {
            while (System.nanoTime() - begun < patience.answer().toNanos()) {
                progress.throwIfCancelled();
                try {
                    event.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    // none yet: look whether to go on waiting
                }
            }
            throw new ConnectionLost(
                    "no answer from " + address.getHost() + " for "
                            + patience.answer().toSeconds() + " s",
                    Optional.empty());
        } catch (ExecutionException e) {
            throw fault(address, e.getCause());
        } catch (InterruptedException e) {
            throw Arrivals.interrupted(e);
        }
    }

    /** Whether the server could not prove who it is; other faults of a handshake pass. */
    private static boolean isDistrust(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause())
            if (each instanceof CertificateException || each instanceof SSLPeerUnverifiedException) return true;
        return false;
    }

    private static IOException fault(URI address, Throwable cause) {
        if (isDistrust(cause))
            throw new UserException(
                    address.getHost() + ": no safe connection can be made (" + cause.getMessage()
                            + "). A proxy or virus scanner may stand in between; its certificate must be known to Java.",
                    cause);
        if (cause instanceof CancellationException cancelled) throw cancelled;
        return new ConnectionLost(
                "no answer from " + address.getHost() + " (" + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : ": " + cause.getMessage()) + ")",
                cause);
    }
}
