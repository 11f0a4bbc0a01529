"""What a service task can ask for: one file for each system outside. Nothing here opens a network connection.

OSS and SIINAS have no interface a provincial office may use, so they are simulated; besides them an office can choose
manual evidence for a lane, which needs no connector.
"""

from collections.abc import Mapping

from app.connectors.oss_simulator import OssSimulator
from app.connectors.siinas_simulator import SiinasSimulator
from app.ports import Connector


def connectors_for() -> Mapping[str, Connector]:
    """The connectors of an installation, by topic."""
    siinas, oss = SiinasSimulator(), OssSimulator()
    return {"siinas.kirim_ba": siinas, "siinas.notifikasi_oss": siinas, "oss.notifikasi_pemohon": oss}
