package org.bestpeer.node.index;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Overlay;

/**
 * What owners published that estimates are made from, by look-up and publisher. What is older than some seconds is asked
 * for anew when it is used; meanwhile, and where that fails, it is what it was before. Thread-safe.
 *
 * @param <V> what a publisher says
 */
final class PublishedEstimates<V> {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MAX_LOOKUPS = 1000;

    private final Overlay overlay;
    private final BiFunction<IndexLookup, List<FoundEntry>, Map<String, V>> decode;
    private final AsyncLoadingCache<IndexLookup, Map<String, V>> answers;

    /**
     * @param overlay where the entries are
     * @param decode what the entries found say, by publisher
     * @param nanoClock monotonic clock
     */
    PublishedEstimates(
            Overlay overlay, BiFunction<IndexLookup, List<FoundEntry>, Map<String, V>> decode, LongSupplier nanoClock) {
        this.overlay = overlay;
        this.decode = decode;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_LOOKUPS)
                .refreshAfterWrite(FRESH)
                .ticker(nanoClock::getAsLong)
                .buildAsync(new Loader());
    }

    /** By publisher. Only the first question takes time. Never fails. */
    CompletableFuture<Map<String, V>> find(IndexLookup lookup) {
        return answers.get(lookup);
    }

    /** What is known by publisher; nothing if it was never asked for, or the first answer is not there yet. */
    Map<String, V> known(IndexLookup lookup) {
        CompletableFuture<Map<String, V>> answer = answers.getIfPresent(lookup);
        return answer == null ? Map.of() : answer.getNow(Map.of());
    }

    /** What a publisher still says stays the same object, so that what follows from it is quickly known to be the same. */
    private static <V> Map<String, V> keeping(Map<String, V> before, Map<String, V> now) {
        Map<String, V> kept = new HashMap<>(now);
        kept.replaceAll((publisher, value) -> {
            V last = before.get(publisher);
            return value.equals(last) ? last : value;
        });
        return kept;
    }

    private final class Loader implements AsyncCacheLoader<IndexLookup, Map<String, V>> {
        @Override
        public CompletableFuture<Map<String, V>> asyncLoad(IndexLookup lookup, Executor executor) {
            return ask(lookup, Map.of());
        }

        @Override
        public CompletableFuture<Map<String, V>> asyncReload(
                IndexLookup lookup, Map<String, V> before, Executor executor) {
            return ask(lookup, before);
        }

        private CompletableFuture<Map<String, V>> ask(IndexLookup lookup, Map<String, V> before) {
            return overlay.find(lookup.range())
                    .thenApply(found -> keeping(before, decode.apply(lookup, found)))
                    .exceptionally(failure -> before);
        }
    }
}
