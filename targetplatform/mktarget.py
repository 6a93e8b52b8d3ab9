#!/usr/bin/env python3
"""Writes sluice.target beside this file: every bundle pinned, nothing transitive.

Run it by hand after changing a version. docs/adr/0004-eclipse-4.38-target.md says why these
versions, and why nothing is resolved transitively. Versions of Jackson, SnakeYAML, JSpecify,
JUnit and AssertJ equal those in the root pom, those of ELK and its own in server/layout.
"""
import pathlib

PLATFORM = """
org.eclipse.core.commands 3.12.500
org.eclipse.core.contenttype 3.9.800
org.eclipse.core.databinding 1.13.700
org.eclipse.core.databinding.observable 1.13.500
org.eclipse.core.databinding.property 1.10.500
org.eclipse.core.expressions 3.9.500
org.eclipse.core.jobs 3.15.700
org.eclipse.core.runtime 3.34.100
org.eclipse.e4.core.commands 1.1.700
org.eclipse.e4.core.contexts 1.13.200
org.eclipse.e4.core.di 1.9.700
org.eclipse.e4.core.di.annotations 1.8.400
org.eclipse.e4.core.di.extensions 0.18.300
org.eclipse.e4.core.di.extensions.supplier 0.17.900
org.eclipse.e4.core.services 2.5.300
org.eclipse.e4.emf.xpath 0.6.100
org.eclipse.e4.ui.bindings 0.14.800
org.eclipse.e4.ui.css.core 0.14.600
org.eclipse.e4.ui.css.swt 0.15.700
org.eclipse.e4.ui.css.swt.theme 0.14.600
org.eclipse.e4.ui.di 1.5.700
org.eclipse.e4.ui.dialogs 1.6.200
org.eclipse.e4.ui.model.workbench 2.4.700
org.eclipse.e4.ui.services 1.6.600
org.eclipse.e4.ui.swt.gtk 1.2.200
org.eclipse.e4.ui.widgets 1.4.300
org.eclipse.e4.ui.workbench 1.18.100
org.eclipse.e4.ui.workbench.addons.swt 1.5.900
org.eclipse.e4.ui.workbench.renderers.swt 0.16.1000
org.eclipse.e4.ui.workbench.swt 0.17.1000
org.eclipse.e4.ui.workbench3 0.17.600
org.eclipse.equinox.app 1.7.500
org.eclipse.equinox.bidi 1.5.400
org.eclipse.equinox.common 3.20.300
org.eclipse.equinox.event 1.7.300
org.eclipse.equinox.launcher 1.7.100
org.eclipse.equinox.preferences 3.12.100
org.eclipse.equinox.registry 3.12.600
org.eclipse.equinox.security 1.4.700
org.eclipse.equinox.simpleconfigurator 1.5.600
org.eclipse.help 3.10.600
org.eclipse.jface 3.38.100
org.eclipse.jface.databinding 1.15.400
org.eclipse.jface.text 3.29.0
org.eclipse.osgi 3.24.0
org.eclipse.swt 3.132.0
org.eclipse.swt.gtk.linux.x86_64 3.132.0
org.eclipse.swt.svg 3.131.0
org.eclipse.text 3.14.500
org.eclipse.ui 3.207.400
org.eclipse.ui.forms 3.13.700
org.eclipse.ui.themes 1.2.2900
org.eclipse.ui.views 3.12.800
org.eclipse.ui.views.properties.tabbed 3.10.400
org.eclipse.ui.workbench 3.137.0
org.eclipse.urischeme 1.3.600
"""

# What it needs on other systems than Linux on x86-64.
SYSTEMS = """
org.eclipse.e4.ui.swt.win32 1.2.200
org.eclipse.e4.ui.workbench.renderers.swt.cocoa 0.14.600
org.eclipse.swt.cocoa.macosx.aarch64 3.132.0
org.eclipse.swt.cocoa.macosx.x86_64 3.132.0
org.eclipse.swt.gtk.linux.aarch64 3.132.0
org.eclipse.swt.win32.win32.x86_64 3.132.0
org.eclipse.ui.cocoa 1.3.400
"""

# What the platform needs from elsewhere.
THIRD_PARTY = """
com.github.weisj jsvg 2.0.0
com.ibm.icu icu4j 78.1
jakarta.annotation jakarta.annotation-api 2.1.1
jakarta.inject jakarta.inject-api 2.0.1
net.java.dev.jna jna 5.18.1
net.java.dev.jna jna-platform 5.18.1
org.apache.felix org.apache.felix.scr 2.2.18
org.eclipse.emf org.eclipse.emf.common 2.46.0
org.eclipse.emf org.eclipse.emf.ecore 2.43.0
org.eclipse.emf org.eclipse.emf.ecore.change 2.18.0
org.eclipse.emf org.eclipse.emf.ecore.xmi 2.41.0
org.osgi org.osgi.service.component 1.5.1
org.osgi org.osgi.service.event 1.4.1
org.osgi org.osgi.service.prefs 1.1.2
org.osgi org.osgi.util.function 1.2.0
org.osgi org.osgi.util.promise 1.3.0
"""

CLIENT = """
com.fasterxml.jackson.core jackson-annotations 2.19.2
com.fasterxml.jackson.core jackson-core 2.19.2
com.fasterxml.jackson.core jackson-databind 2.19.2
com.fasterxml.jackson.datatype jackson-datatype-jsr310 2.19.2
org.jspecify jspecify 1.0.0
"""

LAYOUT = """
com.google.guava failureaccess 1.0.3
com.google.guava guava 33.5.0-jre
org.eclipse.elk org.eclipse.elk.alg.common 0.12.1
org.eclipse.elk org.eclipse.elk.alg.layered 0.12.1
org.eclipse.elk org.eclipse.elk.core 0.12.1
org.eclipse.elk org.eclipse.elk.graph 0.12.1
org.eclipse.xtext org.eclipse.xtext.xbase.lib 2.40.0
org.snakeyaml snakeyaml-engine 2.10
"""

# What folders of code are packed with; its imports are optional, and needed.
MANIFESTS = """
commons-codec commons-codec 1.22.1
commons-io commons-io 2.20.0
org.apache.commons commons-compress 1.28.0
org.apache.commons commons-lang3 3.18.0
"""

# A plain jar; what it imports beside itself is the JDK's.
CHARTS = """
org.jfree jfreechart 1.5.6
"""
CHARTS_BND = """
Bundle-Name:          JFreeChart (wrapped)
version:              ${version_cleanup;${mvnVersion}}
Bundle-SymbolicName:  org.jfree.jfreechart
Bundle-Version:       ${version}
Import-Package:       *;resolution:=optional
Export-Package:       *;version="${version}";-noimport:=true
"""

TESTS = """
net.bytebuddy byte-buddy 1.18.3
org.apiguardian apiguardian-api 1.1.2
org.assertj assertj-core 3.27.7
org.junit.jupiter junit-jupiter-api 5.13.4
org.junit.jupiter junit-jupiter-engine 5.13.4
org.junit.jupiter junit-jupiter-params 5.13.4
org.junit.platform junit-platform-commons 1.13.4
org.junit.platform junit-platform-engine 1.13.4
org.junit.platform junit-platform-launcher 1.13.4
org.opentest4j opentest4j 1.3.0
"""

# Batik and SAC are plain jars on Maven Central, yet the platform requires them as bundles. Batik's
# own imports stay mandatory: were they optional, the product would lack two of these bundles and
# styling would fail only at run time.
BATIK = """
org.apache.xmlgraphics batik-constants 1.19
org.apache.xmlgraphics batik-css 1.19
org.apache.xmlgraphics batik-i18n 1.19
org.apache.xmlgraphics batik-shared-resources 1.19
org.apache.xmlgraphics batik-util 1.19
"""
BATIK_BND = """
Bundle-Name:          Batik ${mvnArtifactId} (wrapped)
version:              ${version_cleanup;${mvnVersion}}
Bundle-SymbolicName:  org.apache.batik.${subst;${mvnArtifactId};batik-}
Bundle-Version:       ${version}
Import-Package:       org.apache.batik.*,org.w3c.css.sac.*,*;resolution:=optional
Export-Package:       *;version="${version}";-noimport:=true
"""

SAC = """
xml-apis xml-apis-ext 1.3.04
"""
SAC_BND = """
Bundle-Name:            W3C SAC and SVG API (wrapped)
Bundle-SymbolicName:    org.w3c.css.sac
Bundle-Version:         1.3.4
Import-Package:         *;resolution:=optional
Export-Package:         org.w3c.css.sac;version="1.3.0",org.w3c.css.sac.helpers;version="1.3.0",*;version="1.3.4"
"""

HEAD = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?pde version="3.8"?>
<!-- Written by mktarget.py: change that instead. -->
<target name="sluice">
  <locations>
"""
TAIL = """  </locations>
  <targetJRE path="org.eclipse.jdt.launching.JRE_CONTAINER/org.eclipse.jdt.internal.debug.ui.launcher.StandardVMType/JavaSE-17"/>
</target>
"""


def location(label, artifacts, group=None, bnd=None):
    """One group of bundles; those that are plain jars are wrapped as `bnd` says."""
    manifest = "generate" if bnd else "error"
    yield (f'    <location includeDependencyDepth="none" includeSource="false" label="{label}"'
           f' missingManifest="{manifest}" type="Maven">\n      <dependencies>\n')
    for line in artifacts.split("\n"):
        if line:
            g, a, v = ([group] if group else []) + line.split()
            yield (f"        <dependency><groupId>{g}</groupId><artifactId>{a}</artifactId>"
                   f"<version>{v}</version><type>jar</type></dependency>\n")
    yield "      </dependencies>\n"
    if bnd:
        yield f"      <instructions><![CDATA[{bnd}]]></instructions>\n"
    yield "    </location>\n"


def main():
    groups = [
        location("Eclipse platform 4.38", PLATFORM, "org.eclipse.platform"),
        location("The platform on other systems", SYSTEMS, "org.eclipse.platform"),
        location("Third party of the platform", THIRD_PARTY),
        location("Batik", BATIK, bnd=BATIK_BND),
        location("W3C SAC", SAC, bnd=SAC_BND),
        location("Third party of the Sluice client", CLIENT),
        location("Third party of workflows", LAYOUT),
        location("Third party of manifests", MANIFESTS),
        location("Charts", CHARTS, bnd=CHARTS_BND),
        location("Tests", TESTS),
    ]
    text = HEAD + "".join(part for group in groups for part in group) + TAIL
    (pathlib.Path(__file__).parent / "sluice.target").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
