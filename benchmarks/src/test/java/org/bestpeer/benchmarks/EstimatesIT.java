package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.junit.jupiter.api.Test;

class EstimatesIT {
    @Test
    void fragmentsSendAboutAsManyRowsAsTheyWereThoughtTo() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        TpchCommand tpch = new TpchCommand(DemoNetworks.factory(), TpchAnswers::compute);

        int code = Main.run(tpch, writer, writer, "estimates", "--check");

        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString().strip().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("estimates ")
                .contains(" even_median=", " colocated_p90=", " supply_chain_max=");
    }
}
