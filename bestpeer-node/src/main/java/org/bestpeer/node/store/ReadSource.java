package org.bestpeer.node.store;

import java.util.List;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.progress.OwnerReport;

/** A store for one fragment, which can tell how its rows were found. Thread-safe. */
public interface ReadSource extends TableSource {
    /** Of each scan that began, in that order. */
    List<OwnerReport.Read> reads();
}
