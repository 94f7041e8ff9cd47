"""Findings are all counted, and listed in bounded number."""

from newscrawl.errors import OutputError
from newscrawl.verify.findings import MAX_LISTED, TAKEDOWN_OWED, Finding, Findings, one_line


def fault(file: str = "articles.jsonl", kind: str = "seq") -> Finding:
    return Finding("fault", file, kind, "seq is 7, and 6 is due", "restore it")


def test_beyond_a_bound_findings_of_a_kind_in_a_file_are_counted_and_not_listed() -> None:
    findings = Findings()
    for _ in range(MAX_LISTED + 3):
        findings.add(fault())
    findings.add(fault(kind="schema"))
    assert len(findings.listed) == MAX_LISTED + 1
    assert findings.count("fault") == MAX_LISTED + 4
    assert findings.unlisted() == [("articles.jsonl", "seq", 3)]


def test_a_fault_in_a_file_that_a_takedown_left_half_done_is_owed() -> None:
    findings = Findings()
    findings.half_done = {"warc/a.warc.gz"}
    findings.add(fault("warc/a.warc.gz"))
    findings.add(fault("warc/b.warc.gz"))
    assert [one.level for one in findings.listed] == ["owed", "fault"]
    assert findings.listed[0].todo == TAKEDOWN_OWED
    assert (findings.count("owed"), findings.count("fault")) == (1, 1)


def test_a_fault_of_the_state_is_mended_by_its_rebuilding() -> None:
    findings = Findings()
    findings.fault_in_state("row", "the row holds no line", id="paper/en/1")
    [found] = findings.as_list()
    assert found["file"] == "newscrawl.db"
    assert "rebuilds it from the feeds" in found["todo"]
    assert (found["id"], found["line"], found["offset"]) == ("paper/en/1", None, None)


def test_an_error_of_the_system_is_one_line_without_its_number() -> None:
    assert one_line(OutputError(5, "Input/output\n error")) == "Input/output error"
