package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AwsError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The functions' zips on disk, by content, and their unzipped folders. Thread-safe. */
final class FunctionZips {

    private static final long MAX_UNZIPPED = 262_144_000; // Lambda's 250 MB
    private static final int MAX_ZIPPED = 52_428_800; // Lambda's 50 MB for direct upload

    private final Path folder;

    FunctionZips(Path folder) {
        this.folder = folder;
    }

    /** Keeps the zip and returns its hash as Lambda says it. */
    synchronized String store(byte[] zip) throws AwsError {
        if (zip.length > MAX_ZIPPED) {
            throw new AwsError(413, "RequestEntityTooLargeException", "The zip is larger than 50 MB.");
        }
        check(zip);
        byte[] hash = sha256(zip);
        Path file = zipFile(hash);
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(folder);
                Path part = Files.createTempFile(folder, "upload", ".part");
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    channel.write(java.nio.ByteBuffer.wrap(zip));
                    channel.force(true);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The function's zip cannot be kept in " + folder, e);
        }
        return Base64.getEncoder().encodeToString(hash);
    }

    private static void check(byte[] zip) throws AwsError {
        long size = 0;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                size += in.skip(Long.MAX_VALUE);
                entries++;
                if (size > MAX_UNZIPPED) {
                    throw AwsError.badRequest(
                            "InvalidParameterValueException", "Unzipped size must be smaller than 262144000 bytes");
                }
                if (entry.getName().contains("..") || entry.getName().startsWith("/")) {
                    throw AwsError.badRequest(
                            "InvalidParameterValueException", "A path in the zip leads out of it: " + entry.getName());
                }
            }
        } catch (IOException e) {
            throw notAZip();
        }
        if (entries == 0) {
            throw notAZip();
        }
    }

    private static AwsError notAZip() {
        return AwsError.badRequest(
                "InvalidParameterValueException",
                "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    byte[] read(String sha256) {
        try {
            return Files.readAllBytes(zipFile(Base64.getDecoder().decode(sha256)));
        } catch (IOException e) {
            throw new UncheckedIOException("The function's zip is gone from " + folder, e);
        }
    }

    private Path zipFile(byte[] hash) {
        return folder.resolve(HexFormat.of().formatHex(hash) + ".zip");
    }

    /** The folder that the code was unzipped into, now or earlier. */
    synchronized Path unzipped(String sha256) throws IOException {
        byte[] hash = Base64.getDecoder().decode(sha256);
        Path target = folder.resolve(HexFormat.of().formatHex(hash));
        if (Files.exists(target)) {
            return target;
        }
        Path part = Files.createTempDirectory(folder, "unzip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zipFile(hash)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                extract(in, entry, part);
            }
        }
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void extract(InputStream in, ZipEntry entry, Path root) throws IOException {
        Path to = root.resolve(entry.getName()).normalize();
        if (!to.startsWith(root)) {
            throw new IOException("A path in the zip leads out of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(to);
        } else {
            Path parent = to.getParent();
            Files.createDirectories(parent == null ? root : parent);
            Files.copy(in, to);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
