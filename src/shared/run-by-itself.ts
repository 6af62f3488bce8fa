// Owns which kinds of file a system as it comes, or its browser, runs or takes orders from as soon as somebody opens one.
// What an interpreter runs that a person has installed for it (Python, a shell on Windows) is not among them: that is their
// choice.

/** Programs, scripts of its own hosts, and files that name a program or change a setting. */
const ofWindows = `exe com scr pif msi msp cpl bat cmd js jse vbs vbe wsf wsh hta msc reg inf lnk url scf application chm
  iso vhd`
const ofOthers = 'app command terminal tool workflow pkg dmg webloc fileloc desktop appimage'
/** Documents with scripts, also by way of a style sheet of XML. */
const ofBrowsers = 'html htm xhtml shtml mht mhtml svg xml xsl xslt'

const kinds = new Set([ofWindows, ofOthers, ofBrowsers].flatMap((list) => list.split(/\s+/)))

/** `extension`: the last one, without the dot. */
export function isRunByItself(extension: string): boolean {
  return kinds.has(extension.toLowerCase())
}
