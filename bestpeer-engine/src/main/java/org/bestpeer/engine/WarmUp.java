package org.bestpeer.engine;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.sql.PlannedStatement;
import org.bestpeer.engine.sql.SqlFrontEnd;

/**
 * Queries in the forms that most have, over rows of their own: whoever comes first need not wait for the classes of the
 * planner and the operators to load.
 */
final class WarmUp {
    private static final String ROWS =
            """
            with sale (id, buyer, sold, amount, price, note) as (values
                    (1, 1, date '2024-01-31', 3, 2.50, 'a quick word'), (2, 1, date '2024-02-29', 4, 1.25, 'nothing'),
                    (3, 2, date '2025-01-01', 5, 9.75, 'late')),
                buyer (id, name, city) as (values (1, 'Ada', 'Ulm'), (2, 'Bo', 'Lyon'), (3, 'Cy', 'Ulm'))
            """;

    private static final List<String> QUERIES = List.of(
            """
            select city, sum(amount), sum(price * (1 - 0.05) * amount) as total, avg(price), min(sold), count(*)
            from sale join buyer on buyer.id = sale.buyer
            where sold <= date '2025-12-01' - interval '90' day and price between 0.5 and 10 and city in ('Ulm', 'Lyon')
            group by city having count(*) > 0 order by total desc, city limit 10
            """,
            """
            select name, extract(year from sold), case when note like '%quick%' then 1 else 0 end, substring(city from 1 for 2)
            from buyer left join sale on sale.buyer = buyer.id and amount > 1
            where not exists (select 1 from sale late where late.buyer = buyer.id and late.sold > date '2026-01-01')
                and (name <> 'Bo' or city = 'Lyon')
            """,
            """
            select count(distinct buyer), sum(case when note = 'late' then price else 0 end) / sum(price)
            from sale
            where price > (select 0.2 * avg(price) from sale other where other.buyer = sale.buyer)
                and buyer in (select id from buyer where city like 'U%')
                and buyer not in (select id from buyer where name is null)
            """,
            """
            select city from buyer where exists (select 1 from sale where sale.buyer = buyer.id) group by city
            union all select distinct note from sale
            except select name from buyer
            """,
            """
            select buyer, price, row_number() over (partition by buyer order by price desc), cast(price as varchar)
            from sale order by 1, 2 fetch first 2 rows only
            """);

    private final SqlFrontEnd frontEnd;
    private final Supplier<Catalog> catalog;
    private final ResidualRunner runner;
    private final Supplier<Workspace> workspaces;

    WarmUp(SqlFrontEnd frontEnd, Supplier<Catalog> catalog, ResidualRunner runner, Supplier<Workspace> workspaces) {
        this.frontEnd = frontEnd;
        this.catalog = catalog;
        this.runner = runner;
        this.workspaces = workspaces;
    }

    void run() {
        QUERIES.forEach(query -> run(ROWS + query));
    }

    private void run(String query) {
        PlannedStatement statement = frontEnd.plan(query, catalog.get());
        Operator bound = statement.plan().bind(statement.values(List.of()), LocalDateTime.now(ZoneOffset.UTC));
        try (Workspace workspace = workspaces.get();
                BatchStream rows = runner.run(
                        bound,
                        exchange -> {
                            throw new IllegalStateException("no rows of others are asked for");
                        },
                        workspace)) {
            while (rows.next() != null) {
                // To the end.
            }
        }
    }
}
