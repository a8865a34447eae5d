package org.multimodalneurons.plugin.models;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.zoo.ModelZoo;

/**
 * A models folder whose own list names models of a server on this computer: {@code Tiny}, which comes; {@code Changed},
 * whose hash is another; {@code Gone}, which the server has not; {@code Endless}, of which only half comes until the
 * server closes.
 */
final class ServedModels implements AutoCloseable {

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String before = System.getProperty(ModelZoo.FOLDER_PROPERTY);

    ServedModels(Path folder) throws Exception {
        byte[] model = Files.readAllBytes(TinyModel.file(1));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/tiny", exchange -> answer(exchange, model, model.length));
        server.createContext("/endless", exchange -> answer(exchange, model, model.length / 2));
        server.start();
        String right =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        String list = String.join(
                ",\n",
                entry("Tiny", "tiny", model.length, right),
                entry("Changed", "tiny", model.length, "0".repeat(64)),
                entry("Gone", "gone", model.length, right),
                entry("Endless", "endless", model.length, right));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(ModelZoo.USER_MODELS), "{\"models\": [" + list + "]}");
        System.setProperty(ModelZoo.FOLDER_PROPERTY, folder.toString());
    }

    private String entry(String name, String path, int bytes, String sha256) {
        String address = "http://localhost:" + server.getAddress().getPort();
        return """
                {"name": "%s", "architecture": "ResNet 1-1-1-1", "embeddingSize": %d, "parameters": 3300000,
                 "licence": "MIT", "goodFor": "tests", "home": "%s/",
                 "files": [{"name": "model.safetensors", "from": "%s/%s", "bytes": %d, "sha256": "%s"}]}"""
                .formatted(name, TinyModel.EMBEDDING, address, address, path, bytes, sha256);
    }

    private void answer(HttpExchange exchange, byte[] model, int sent) throws IOException {
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(200, model.length);
            out.write(model, 0, sent);
            out.flush();
            if (sent < model.length) closing.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        System.setProperty(ModelZoo.FOLDER_PROPERTY, before);
    }
}
