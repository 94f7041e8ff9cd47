"""English, for a region that is on no map."""

from newscrawl.replica.languages.base import Language

ENGLISH = Language(
    code="en",
    name="English",
    site_name="Ostrin Valley News",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    short_months=(
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    latest="Latest news",
    next="Next",
    previous="Previous",
    home="Home",
    all_news="All news",
    read_also="Read also",
    read_more="Read more",
    by="By",
    share="Share",
    tags="Tags",
    comments="Comments",
    photo="Photo",
    advertisement="Advertisement",
    cookies="This site uses cookies to count its readers.",
    rights="All rights reserved",
    not_found="Page not found",
    not_found_text="The page that you are looking for is not here, or is here no more.",
    sections=(
        ("politics", "Politics"),
        ("economy", "Economy"),
        ("society", "Society"),
        ("culture", "Culture"),
    ),
    topics=(
        ("railways", "Railways"),
        ("harbour", "Harbour"),
        ("harvest", "Harvest"),
        ("elections", "Elections"),
        ("schools", "Schools"),
        ("energy", "Energy"),
    ),
    titles=(
        "{place} Weighs a New {Project} as {Firm} Holds Back after the {Event}",
        "{Firm} Returns to {place}: What the {Project} Will Cost {Group}",
        "Why the {Project} in {place} Divides {Group} and {Group}",
        "{Group} of {place} Ask for a Say in the {Project}, {Firm} Hesitates",
        "After the {Event}: {place} and {place} Look for Common Ground on the {Project}",
        "{place}’s {Project} Enters Its {Nth} Year without {Firm}",
        "“A Question of Trust”: {person} on the {Project}",
        "{Firm} and {Group} Sign an Accord on the {Project} in {place}",
        "The {Event} in {place}: {n} Households, One Open Question",
        "{person} to Lead the {Project} in {place}",
        "Between {place} and {place}: The Long Way to a {Project} and Cheaper {Supply}",
        "No {Project} Before the {Event}, Says {person}",
    ),
    sentences=(
        (
            "The council of {place} put off its vote on the {project} for the {nth} time, citing a"
            " letter from {firm}."
        ),
        (
            "“We were told about the {project} on {date}, and not a day earlier,” said {person},"
            " who speaks for {group}."
        ),
        (
            "According to {firm}, some {n} households in {place} will be without {supply} until the"
            " {event} is over."
        ),
        (
            "{person}, an economist at the University of {place}, puts the loss at {percent} per"
            " cent of last year’s turnover."
        ),
        (
            "The {project} was first promised in {year} – long before the {event} – and has changed"
            " hands {n} times since."
        ),
        (
            "{group} in {place} disagree: in their view the {project} serves {firm} more than"
            " anybody else."
        ),
        "Work began on {date}, stopped within {n} days, and has not been resumed.",
        (
            "At the same time the price of {supply} in {place} rose by {percent}%, the steepest"
            " climb since {year}."
        ),
        (
            "“Nobody in {place} is against the {project} as such,” {person} said; “what we miss is"
            " a plain account of the costs.”"
        ),
        (
            "A spokesperson for {firm} declined to comment, but pointed to a report of {n} pages"
            " that is open to all."
        ),
        (
            "Dr. {family} of the {place} Observatory recalls that a similar {event} in {year} ended"
            " within a week."
        ),
        "The road from {place} to {place} – barely {n} km – remains closed to lorries.",
        "For {group}, the matter is simple enough: no {supply}, no {project}.",
        (
            "Two days after the {event}, {firm} published its figures: {n} wagons, {n} crews, and a"
            " deficit of {percent} million."
        ),
        (
            "Whether {place} can carry the {project} on its own is, as {person} put it, “a question"
            " for the next budget”."
        ),
        (
            "The mayor’s office, i.e. the body that ordered the {project}, expects an answer from"
            " {firm} by the end of the season."
        ),
        "In {place} the news was met with caution; in {place}, with something close to relief.",
        "{person} and {person} had asked for the papers as early as {date}.",
        (
            "Critics note that {firm} won the tender for the {project} without a rival, while"
            " {group} were given {n} days to object."
        ),
        "It is the {nth} {event} of its kind in {place}, and the first to touch {supply}.",
    ),
    subheadings=(
        "What {place} Stands to Gain",
        "The View from {Firm}",
        "A {Project} with a Past",
        "{Group} Keep Waiting",
        "The {Nth} Attempt in {place}",
    ),
    quotes=(
        (
            "A {project} is not a promise, it is a timetable, and {place} has waited for one since"
            " {year}."
        ),
        "If {firm} wants the trust of {place}, it knows where to find us.",
        "We counted {n} lorries in one night, and not one of them carried {supply}.",
    ),
    points=(
        "{supply} for the {n} households of {place}",
        "an open tender for the {project}",
        "a yearly report by {firm} to {group}",
        "{percent} per cent of the fees to stay in {place}",
        "no work on the {project} during the {event}",
    ),
    table_head=("District", "Households", "Change"),
    words={
        "place": (
            *(
                "Karsova",
                "Upper Belmet",
                "Port Avaris",
                "Lomtani",
                "Sarn",
                "Dzevra",
                "Old Mikhren",
                "Tarsk",
            ),
            *("East Ostrin", "Velikhar", "Gormadze Bay", "Nether Pshan", "Arkhevi", "Solm"),
        ),
        "firm": (
            *(
                "Avaris Rail",
                "Lomtani Water Co.",
                "Belmet Grain Ltd.",
                "North Ridge Power",
                "Ostrin & Sons",
                "Meridian Cable JSC",
            ),
            *(
                "the Port Authority",
                "the Tarsk Savings Bank",
                "Highland Telegraph",
                "Sarn Timber",
                "the Silk Mill Cooperative",
            ),
        ),
        "project": (
            *(
                "railway tunnel",
                "deep-water pier",
                "grain terminal",
                "border market",
                "cable car",
                "wind park",
                "bypass",
                "fibre line",
            ),
            *("Teachers’ Fund", "Water Tariff", "Customs Union", "Land Register"),
        ),
        "group": (
            *(
                "farmers",
                "dockers",
                "teachers",
                "shopkeepers",
                "beekeepers",
                "ferrymen",
                "pensioners",
                "students",
                "wine growers",
            ),
            *("hauliers", "shepherds"),
        ),
        "event": (
            "flood",
            "strike",
            "by-election",
            "harvest fair",
            "power cut",
            "landslide",
            "census",
            "frost",
            "audit",
            "summit",
        ),
        "supply": ("water", "gas", "electricity", "flour", "timber", "diesel", "firewood", "salt"),
        "nth": ("second", "third", "fourth", "fifth", "sixth", "seventh", "ninth"),
        "given": (
            "Ilka",
            "Marten",
            "Sofra",
            "Davro",
            "Nenka",
            "Tamsin",
            "Orlan",
            "Keti",
            "Bruno",
            "Ansa",
            "Levko",
            "Mirel",
        ),
        "family": (
            *(
                "Ostrander",
                "Belmeti",
                "Karsov",
                "Lomidani",
                "Vashten",
                "Pshavro",
                "Tarskaya",
                "Sarnelli",
                "Dzevrani",
                "Mikhrov",
            ),
            *("Arkheva", "Solmgren"),
        ),
    },
)
