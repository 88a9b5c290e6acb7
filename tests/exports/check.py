#!/usr/bin/env python3
"""Loads every feed and export of a built site with a program that reads its format. Exit code 1 when anything is refused."""
import asyncio
import csv
import importlib
import inspect
import json
import pathlib
import pkgutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings

HERE = pathlib.Path(__file__).parent
SITE = pathlib.Path(sys.argv[1])
FAULTS = []


def fault(path, what):
    FAULTS.append(f"{path}: {what}")


def expect(truth, path, what):
    if not truth:
        fault(path, what)


def files(pattern):
    return sorted(path for path in SITE.rglob(pattern) if path.is_file())


def name(path):
    return str(path.relative_to(SITE))


def rows(table):
    with open(SITE / "data" / f"{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def atom():
    import feedparser

    n_entries = 0
    for path in files("feed.xml"):
        feed = feedparser.parse(path.read_bytes())
        expect(not feed.bozo, name(path), feed.get("bozo_exception"))
        expect(feed.version == "atom10", name(path), f"read as {feed.version!r}")
        expect(feed.feed.get("title") and feed.feed.get("updated_parsed"), name(path), "no title or no day")
        ids = [entry.id for entry in feed.entries]
        expect(len(ids) == len(set(ids)), name(path), "two entries have one id")
        for entry in feed.entries:
            expect(entry.get("title") and entry.get("updated_parsed") and entry.get("link"), name(path), f"{entry.id} is not whole")
        n_entries += len(ids)
    return f"{len(files('feed.xml'))} feeds, {n_entries} entries (feedparser)"


def json_feeds():
    import jsonschema

    schema = json.loads((HERE / "jsonfeed.schema.json").read_text())
    check = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    n_items = 0
    for path in files("feed.json"):
        feed = json.loads(path.read_text())
        for error in check.iter_errors(feed):
            fault(name(path), error.message)
        n_items += len(feed.get("items", []))
    return f"{len(files('feed.json'))} feeds, {n_items} items (jsonschema)"


def calendars():
    import icalendar

    n_events, known = 0, {row["id"]: row for row in rows("events")}
    for path in files("*.ics"):
        raw = path.read_bytes()
        expect(all(len(line) <= 75 for line in raw.split(b"\r\n")), name(path), "a line is longer than 75 octets")
        expect(b"\n" not in raw.replace(b"\r\n", b""), name(path), "a line ends without a carriage return")
        calendar = icalendar.Calendar.from_ical(raw)
        expect(calendar.get("VERSION") == "2.0" and calendar.get("PRODID"), name(path), "no version or no maker")
        events = calendar.walk("VEVENT")
        uids = [str(event["UID"]) for event in events]
        expect(len(uids) == len(set(uids)), name(path), "two events have one UID")
        for event in events:
            expect(not event.errors, name(path), event.errors)
            days = (event["DTEND"].dt - event["DTSTART"].dt).days
            row = known.get(str(event["UID"]).rsplit("-", 1)[0])
            expect(row and 1 <= days <= 7, name(path), f"{event['UID']} lasts {days} days")
            if row:
                expect(str(event["SUMMARY"]) == row["title"], name(path), f"{event['UID']} has another title")
                expect(event["DTSTART"].dt.isoformat() == row["earliest"], name(path), f"{event['UID']} has another day")
                status = {"planned": "TENTATIVE", "claimed": "TENTATIVE", "called-off": "CANCELLED"}.get(row["status"], "CONFIRMED")
                expect(str(event["STATUS"]) == status, name(path), f"{event['UID']} is {event['STATUS']}")
        n_events += len(events)
    return f"{len(files('*.ics'))} calendars, {n_events} events (icalendar)"


def timelinejs():
    """TimelineJS has no reader outside a browser: this holds what its documentation demands."""
    timeline = json.loads((SITE / "data/timelinejs.json").read_text())
    ids = set()
    for slide in timeline["events"]:
        expect(isinstance(slide["start_date"]["year"], int) and slide["text"]["headline"], "timelinejs.json", slide["unique_id"])
        ids.add(slide["unique_id"])
    dated = {row["id"] for row in rows("events") if row["earliest"]}
    expect(ids == dated, "timelinejs.json", f"{len(ids)} slides for {len(dated)} dated events")
    return f"{len(ids)} slides"


def follow_the_money():
    path = SITE / "data/ftm.jsonl"
    with open(path, "rb") as file, tempfile.TemporaryFile() as out:
        done = subprocess.run([pathlib.Path(sys.executable).parent / "ftm", "validate"], stdin=file, stdout=out, stderr=subprocess.PIPE)
    expect(done.returncode == 0, "ftm.jsonl", done.stderr.decode()[-500:])
    from followthemoney import model

    count, ids, links = {}, set(), []
    for line in path.read_text().splitlines():
        entity = model.get_proxy(json.loads(line), cleaned=False)
        raw = json.loads(line)["properties"]
        for prop, values in raw.items():
            kept = entity.get(prop)
            expect(len(kept) >= len(set(values)) - 1 and kept, "ftm.jsonl", f"{entity.id}: {prop} {values} became {kept}")
        expect(entity.id not in ids, "ftm.jsonl", f"{entity.id} stands there twice")
        ids.add(entity.id)
        links += [(entity.id, value) for prop, value in entity.itervalues() if prop.type.name == "entity"]
        count[entity.schema.name] = count.get(entity.schema.name, 0) + 1
    for one, other in links:
        expect(other in ids, "ftm.jsonl", f"{one} points at {other}, which is not there")
    return ", ".join(f"{n} {schema}" for schema, n in sorted(count.items())) + f", {len(links)} links (ftm validate)"


def gexf():
    import networkx

    path = SITE / "data/network.gexf"
    graph = networkx.read_gexf(path)
    people = [row for row in rows("actors") if row["kind"] == "person"]
    expect(graph.number_of_nodes() == len(people), "network.gexf", f"{graph.number_of_nodes()} of {len(people)} people")
    edges = sum((int(row["events"]) > 0) + (int(row["sentences"]) > 0) for row in rows("ties"))
    expect(graph.number_of_edges() == edges, "network.gexf", f"{graph.number_of_edges()} edges, {edges} in ties.csv")
    expect(all(data["weight"] > 0 for _, _, data in graph.edges(data=True)), "network.gexf", "an edge without weight")
    return f"{graph.number_of_nodes()} people, {graph.number_of_edges()} ties (networkx)"


def csv_on_the_web():
    import csvw

    warnings.simplefilter("error")
    group = csvw.TableGroup.from_file(SITE / "data/metadata.json")
    described = {table.url.string for table in group.tables}
    expect(described == {path.name for path in files("data/*.csv")}, "metadata.json", f"describes {sorted(described)}")
    n_rows = 0
    for table in group.tables:
        with open(SITE / "data" / table.url.string, newline="", encoding="utf-8") as file:
            header = next(csv.reader(file))
        columns = [column.name for column in table.tableSchema.columns]
        expect(header == columns, table.url.string, f"{header} is described as {columns}")
        try:
            n_rows += sum(1 for _ in table.iterdicts(strict=True))
        except Exception as error:
            fault(table.url.string, error)
    try:
        group.check_referential_integrity()
    except Exception as error:
        fault("metadata.json", error)
    return f"{len(described)} tables, {n_rows} rows (csvw)"


def sqlite():
    from datasette.app import Datasette

    path = SITE / "data/dossier.sqlite"
    database = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    expect(database.execute("PRAGMA integrity_check").fetchone() == ("ok",), "dossier.sqlite", "not whole")
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    expect(not broken, "dossier.sqlite", f"keys without a row: {broken[:5]}")
    n_rows = 0
    for csv_file in files("data/*.csv"):
        table = csv_file.stem
        (n,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        expect(n == len(rows(table)), "dossier.sqlite", f"{n} rows of {table}, {len(rows(table))} in its CSV")
        n_rows += n

    async def ask():
        served = Datasette([], immutables=[str(path)])
        home = await served.client.get("/dossier.json")
        events = await served.client.get("/dossier/events.json?_shape=array&_size=max")
        found = await served.client.get("/dossier/quotes.json?_search=the&_shape=array")
        return home.status_code, events.status_code, found.status_code

    answers = asyncio.run(ask())
    expect(answers == (200, 200, 200), "dossier.sqlite", f"Datasette answers {answers}")
    return f"{n_rows} rows, tables and search answered by Datasette"


def vocabulary():
    """The classes of schema.org with their properties."""
    import msgspec_schemaorg.models as models

    found = {}
    for module in pkgutil.walk_packages(models.__path__, "msgspec_schemaorg.models."):
        for word, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if hasattr(thing, "__struct_fields__"):
                found[word] = set(thing.__struct_fields__)
    return found


def json_ld():
    import extruct
    import rdflib

    known, n_blocks, n_triples, kinds = vocabulary(), 0, 0, {}

    def walk(path, node):
        if isinstance(node, list):
            for one in node:
                walk(path, one)
        if not isinstance(node, dict):
            return
        kind = node.get("@type")
        expect(kind in known, path, f"schema.org has no {kind}")
        kinds[kind] = kinds.get(kind, 0) + 1
        for prop, value in node.items():
            if not prop.startswith("@"):
                expect(kind not in known or prop in known[kind], path, f"{kind} has no {prop}")
                walk(path, value)

    for path in files("*.html"):
        found = extruct.extract(path.read_text(), base_url="https://example.org/", syntaxes=["json-ld"], errors="strict")["json-ld"]
        expect(len(found) == 1, name(path), f"{len(found)} blocks")
        for block in found:
            expect(block.get("@context") == "https://schema.org", name(path), "another context")
            walk(name(path), {key: value for key, value in block.items() if key != "@context"})
            block["@context"] = {"@vocab": "https://schema.org/"}
            n_triples += len(rdflib.Graph().parse(data=json.dumps(block), format="json-ld"))
            n_blocks += 1
    listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    return f"{n_blocks} blocks, {n_triples} triples: {listed} (extruct, rdflib)"


def actors():
    n = 0
    for row in rows("actors"):
        if row["path"].startswith("actors/"):
            record = json.loads((SITE / row["path"]).with_name("index.json").read_text())
            expect(record["version"] == 1 and record["name"] == row["name"], row["path"], "another version or name")
            n += 1
    return f"{n} records"


def main():
    checks = [atom, json_feeds, calendars, timelinejs, follow_the_money, gexf, csv_on_the_web, sqlite, json_ld, actors]
    for check in checks:
        with warnings.catch_warnings():
            try:
                print(f"{check.__name__:18} {check()}")
            except Exception as error:
                fault(check.__name__, repr(error))
    for one in FAULTS[:50]:
        print(f"refused: {one}", file=sys.stderr)
    print(f"{len(FAULTS)} faults")
    sys.exit(1 if FAULTS else 0)


main()
