"""What the office needs from outside, in its own words. Adapters implement these; actions use nothing else.

One module per topic; everybody imports the names from here.
"""

from app.ports.books import Reader, Store, Unit
from app.ports.jobs import Progress
from app.ports.office import Ending, Office, Stage, StageClock, Work
from app.ports.outside import (
    Answer,
    Clock,
    Connector,
    ConnectorFailed,
    Engine,
    Letter,
    Mail,
    OneTimeCode,
    Photo,
    Printer,
    Request,
    Vault,
)
from app.ports.queries import InboxQuery, InstanceQuery, Load, Sort
from app.ports.search import Order, SearchQuery

__all__ = [
    "Answer",
    "Clock",
    "Connector",
    "ConnectorFailed",
    "Ending",
    "Engine",
    "InboxQuery",
    "InstanceQuery",
    "Letter",
    "Load",
    "Mail",
    "Office",
    "OneTimeCode",
    "Order",
    "Photo",
    "Printer",
    "Progress",
    "Reader",
    "Request",
    "SearchQuery",
    "Sort",
    "Stage",
    "StageClock",
    "Store",
    "Unit",
    "Vault",
    "Work",
]
