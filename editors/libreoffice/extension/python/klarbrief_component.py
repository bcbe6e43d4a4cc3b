"""Registers the services of the extension with LibreOffice."""

import unohelper

from klarbrief_writer import check, options, proofreader

g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(
    proofreader.Proofreader, proofreader.IMPLEMENTATION, (proofreader.SERVICE,)
)
g_ImplementationHelper.addImplementation(check.Dispatcher, check.DISPATCHER, (check.PROTOCOL_SERVICE,))
g_ImplementationHelper.addImplementation(check.LetterCheck, check.LETTER_CHECK, (check.LETTER_CHECK,))
g_ImplementationHelper.addImplementation(options.Options, options.IMPLEMENTATION, (options.IMPLEMENTATION,))
