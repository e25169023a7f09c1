<?xml version="1.0" encoding="UTF-8"?>
<!-- The report of a conformance run for a terminal, of its JSON: items begin with a hyphen. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:j="http://www.w3.org/2005/xpath-functions" exclude-result-prefixes="#all">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match=".[. instance of xs:string]">
    <xsl:apply-templates select="json-to-xml(.)/j:map"/>
  </xsl:template>

  <xsl:template match="/j:map">
    <xsl:variable name="cases" select="j:array[@key = 'cases']/j:map"/>
    <xsl:variable name="held" select="count($cases[*[@key = 'verdict'] = 'AS_IT_MUST_BE'])"/>
    <xsl:text>{*[@key = 'agency']} and {*[@key = 'against']} ({string-join(*[@key = 'connector']/*, ', ')}): {$held} of {
        $held + count($cases[*[@key = 'verdict'] = 'NOT_SO'])} cases are as they must be.</xsl:text>
    <xsl:for-each select="count($cases[*[@key = 'verdict'] = 'DOES_NOT_APPLY'])[. > 0]"> Do not apply: {.}.</xsl:for-each>
    <xsl:for-each select="count($cases[*[@key = 'verdict'] = 'NOT_TRIED'])[. > 0]"> Not tried, for want of a certificate: {.}.</xsl:for-each>
    <xsl:for-each-group select="$cases" group-adjacent="string(*[@key = 'conformanceCase']/*[@key = 'area'])">
      <xsl:text>&#10;&#10;{current-grouping-key()}</xsl:text>
      <xsl:apply-templates select="current-group()"/>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="j:array/j:map">
    <xsl:variable name="title" select="*[@key = 'conformanceCase'] ! (*[@key = 'number'] || '. ' || *[@key = 'title'])"/>
    <xsl:variable name="verdict" select="string(*[@key = 'verdict'])"/>
    <xsl:text>&#10;- {
        if ($verdict = 'NOT_SO') then 'NOT SO: ' || $title || '. The answer was ' || *[@key = 'seen'] || '.'
        else if ($verdict = 'AS_IT_MUST_BE') then $title
        else $title || ' (' || lower-case(translate($verdict, '_', ' ')) || '). ' || *[@key = 'seen']}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
