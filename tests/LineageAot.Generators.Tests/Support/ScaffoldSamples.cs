namespace LineageAot.Generators.Tests.Support;

/// <summary>Files to be taken over: one as others make them, one of ours, one with names that nobody should give.</summary>
internal static class ScaffoldSamples
{
    public const string Northwind = """
        create table customers (
          customer_id varchar(5) primary key,
          company_name nvarchar(40) not null,
          country varchar(15) collate nocase default 'unknown',
          discount decimal(5,2) not null default 0, -- a fraction
          active int not null default 1 check (active in (0, 1))
        );
        create table employees (
          id integer primary key autoincrement,
          last_name text not null,
          reports_to integer references employees on delete set null,
          hired datetime,
          photo blob,
          full_name text generated always as (upper(last_name)) virtual
        );
        create table orders (
          OrderID integer primary key,
          CustomerID varchar(5) not null references customers (customer_id) on update cascade,
          employee int references employees(id),
          freight real check (freight >= 0),
          placed_at bigint not null default (strftime('%s','now')),
          unique (CustomerID, placed_at) on conflict ignore
        );
        create table order_details (
          order_id integer not null references orders on delete cascade,
          line integer not null,
          quantity smallint not null default 1,
          note,
          primary key (order_id, line),
          check (quantity > 0 or note is not null)
        ) without rowid;
        create index idx_orders_customer on orders (CustomerID, placed_at desc);
        create unique index customer_names on customers (company_name collate nocase);
        create index lower_names on employees (lower(last_name));
        create index big on orders (freight) where freight > 100;
        create table log (at text, message text);
        create view order_totals as select order_id, sum(quantity) as total from order_details group by order_id;
        create virtual table customer_search using fts5(company_name);
        create trigger customers_fts after insert on customers begin insert into customer_search(rowid, company_name) values (new.rowid, new.company_name); end;
        insert into customers (customer_id, company_name, discount) values ('ALFKI', 'Alfreds', 0.25), ('ANATR', 'Ana', 1);
        insert into employees (last_name, hired) values ('Davolio', '1992-05-01'), ('Fuller', null);
        update employees set reports_to = 2 where id = 1;
        insert into orders values (10, 'ALFKI', 1, 3.5, 800), (11, 'ANATR', null, null, 900);
        insert into order_details values (10, 1, 5, 'x'), (10, 2, 1, null), (11, 1, 2, null);
        insert into log values ('now', 'hello');
        """;

    public const string Ours = """
        #pragma warning disable CS1591
        namespace Ours;

        [Table]
        [Unique(nameof(Kind), nameof(Name))]
        [Index(nameof(Kind), nameof(Small), Descending = [nameof(Small)])]
        [Check("kind <> 13")]
        [FullText(nameof(Code), nameof(Name), Tokenizer = "porter unicode61 tokenchars '-''_'", Prefixes = [2, 4])]
        public sealed partial record Parent
        {
            [Key(Generated = true, NeverReuse = true)] public long Id { get; init; }
            [Collation("nocase")] [MaxLength(20)] [Check("name <> ''")] public required string Name { get; init; }
            public required int Kind { get; init; }
            [Index(Where = "small > 1")] public byte? Small { get; init; }
            public bool IsOpen { get; init; }
            [Unique(Where = "code is not null")] public string? Code { get; init; }
            [Default("'none'")] public string? State { get; init; }
            [Computed("small * 2")] public long? Twice { get; init; }
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            public Guid? Uuid { get; init; }
            public DayOfWeek? Day { get; init; }
            public float[]? Vector { get; init; }
        }

        [Table(WithoutRowId = true)]
        [References(typeof(Parent), nameof(Kind), nameof(Name), To = [nameof(Parent.Kind), nameof(Parent.Name)], OnDelete = ReferenceAction.Cascade, Deferrable = true)]
        [Index(nameof(Kind), nameof(Name))]
        [Immutable]
        [FullText(nameof(Name))]
        public sealed partial record Child
        {
            [Key(Order = 1)] public required string Name { get; init; }
            [Key(Order = 0)] public required int Kind { get; init; }
            [References(typeof(Parent), OnDelete = ReferenceAction.Restrict)] [Index] public long? ParentId { get; init; }
        }

        [Database]
        public sealed partial class OursDatabase : LineageDatabase
        {
            public partial Table<Parent> Parents { get; }
            public partial Table<Child> Children { get; }
        }
        """;

    public const string Hostile = """
        create table "class" ("class" integer primary key, "Class2" text, "namespace" text not null default 'a"b\c', "2fa" text, "two words" text check ("two words" <> 'a -- b'), "quo""te" text, "new
        line" text, "größe" real, "漢字" text);
        insert into "class" ("2fa", "größe") values ('two', 1.5);
        create table "select" (id integer primary key, "select" text, "Equals" text, "get_type" text, "clone" text, "class" integer references "class"("class"));
        create table nameless (id integer primary key, "" text);
        create table "lineage database" (id integer primary key, a_1 text, a1 text, "A 1" text);
        create table "Table" (id integer primary key, "key_attribute" text);
        create table "key attribute" (id integer primary key);
        create table changes (id integer primary key, changes integer references changes);
        create table "2nd" (id integer primary key, x text unique on conflict replace);
        create table "null" ("null" text primary key, b int);
        create table shop_database (id integer primary key);
        create table a (id integer primary key, b_c text);
        create table a_b (id integer primary key, c text);
        create index i1 on a(b_c);
        create index i2 on a_b(c);
        create table odd (id integer primary key, c text check (c in ('yes', 'no')));
        pragma writable_schema = 1; -- older SQLite took texts in double quotes, and files are full of them
        update sqlite_schema set sql = replace(sql, '''', '"') where name = 'odd';
        pragma writable_schema = 0;
        create table keyless ("what ever" text);
        insert into keyless values ('x');
        create table comments (id integer primary key, -- up
            a integer default (1 /* one */ + 1), b text generated always as (a || 'x' /* c */) stored) -- copy that
            strict;
        create table defaults (id integer primary key, d integer default -1, e blob default x'00', f text default current_timestamp, g text collate binary, h integer collate nocase, i any);
        """;
}
