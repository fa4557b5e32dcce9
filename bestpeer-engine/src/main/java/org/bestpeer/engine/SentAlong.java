package org.bestpeer.engine;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.operator.KeySets;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Fragment;
import org.bestpeer.engine.plan.Reduction;
import org.bestpeer.engine.progress.Shipment;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** Puts what other fragments sent in the place of what a fragment waits for. */
final class SentAlong {
    /** Rows that are sent along must leave room for the plan in a message. */
    private static final long MOST_BYTES = 512 << 10;

    private final Fragment fragment;
    private final IntFunction<KeptStream> sources;
    private final Map<KeySet.Sent, Optional<KeySets.Collected>> keys = new LinkedHashMap<>();
    private final List<Shipment> shipments = new ArrayList<>();

    private SentAlong(Fragment fragment, IntFunction<KeptStream> sources) {
        this.fragment = fragment;
        this.sources = sources;
    }

    /**
     * A fragment that waits for nothing any more.
     *
     * @param plan what to run
     * @param sites where; only those that may have rows with such keys
     * @param shipments what is sent along with it
     */
    record Ready(Operator plan, Map<Site, Map<String, Long>> sites, List<Shipment> shipments) {}

    /** Waits for the rows of the fragments that it needs. */
    static Ready of(Fragment fragment, IntFunction<KeptStream> sources) {
        SentAlong sent = new SentAlong(fragment, sources);
        Operator plan = sent.filled(fragment.plan());
        return new Ready(plan, sent.sites(), sent.shipments);
    }

    private Operator filled(Operator operator) {
        if (operator instanceof Operator.Receive receive) {
            return rows(receive);
        }
        Operator over =
                operator.withInputs(operator.inputs().stream().map(this::filled).toList());
        if (over instanceof Operator.KeyFilter filter && filter.keys() instanceof KeySet.Sent sent) {
            Optional<KeySets.Collected> found = keys.computeIfAbsent(sent, s -> collected(s, filter));
            shipments.add(found.map(k -> shipment(sent.exchange(), k))
                    .orElse(new Shipment(sent.exchange(), Shipment.Form.TOO_MANY, 0, 0)));
            return found.<Operator>map(k -> new Operator.KeyFilter(filter.input(), filter.columns(), k.keys()))
                    .orElse(filter.input());
        }
        return over;
    }

    private static Shipment shipment(int source, KeySets.Collected keys) {
        if (keys.keys() instanceof KeySet.Exact exact) {
            return new Shipment(
                    source, Shipment.Form.KEYS, keys.count(), exact.batch().size());
        }
        if (keys.keys() instanceof KeySet.Bloom bloom) {
            return new Shipment(
                    source,
                    Shipment.Form.BLOOM_FILTER,
                    keys.count(),
                    bloom.bits().size());
        }
        throw new IllegalStateException("keys that are not known yet: " + keys.keys());
    }

    /** The home peer plans again, without sending anything, where they turn out to be too many. */
    private Operator rows(Operator.Receive receive) {
        List<ByteString> batches = new ArrayList<>();
        long bytes = 0;
        long rows = 0;
        for (Batch batch : sources.apply(receive.exchange()).whole().orElseThrow(SentAlong::tooMuch)) {
            rows += batch.rows();
            for (byte[] piece : BatchCodec.encodeSplit(batch)) {
                bytes += piece.length;
                batches.add(ByteString.copyFrom(piece));
            }
            if (bytes > MOST_BYTES) {
                throw tooMuch();
            }
        }
        shipments.add(new Shipment(receive.exchange(), Shipment.Form.ROWS, rows, bytes));
        return new Operator.Rows(receive.fields(), batches);
    }

    static BestPeerException tooMuch() {
        return new BestPeerException(
                ErrorCode.STALE, "rows to be sent along take more than %d bytes".formatted(MOST_BYTES));
    }

    /** Empty where they are too many: then all rows come, and the join above drops what has no partner. */
    private Optional<KeySets.Collected> collected(KeySet.Sent sent, Operator.KeyFilter filter) {
        List<Field> columns = filter.input().fields();
        List<DataType> against =
                filter.columns().stream().map(c -> columns.get(c).type()).toList();
        KeptStream source = sources.apply(sent.exchange());
        Optional<List<Batch>> rows = source.whole();
        return rows.flatMap(all -> KeySets.of(all, source.fields(), sent.columns(), against));
    }

    private Map<Site, Map<String, Long>> sites() {
        Map<Site, Map<String, Long>> sites = new LinkedHashMap<>(fragment.sites());
        for (Reduction reduction : fragment.reductions()) {
            Optional<KeySets.Collected> sent =
                    keys.getOrDefault(new KeySet.Sent(reduction.source(), reduction.sourceColumns()), Optional.empty());
            sent.ifPresent(found -> sites.keySet().removeIf(site -> hasNone(site, reduction, found)));
        }
        return sites;
    }

    /** The owner's promise held when it was located, which is the moment of its rows that the query sees. */
    private static boolean hasNone(Site site, Reduction reduction, KeySets.Collected sent) {
        ColumnRange promised = reduction.ranges().get(site);
        return sent.count() == 0
                || (promised != null && sent.first().map(promised::isApartFrom).orElse(false));
    }
}
