<?xml version="1.0" encoding="UTF-8"?>
<!--
  What is otherwise in tomorrow's outcome than in today's: a line for each place, a word and its path. Never what stands there,
  and never how often; where every place has the same and the whole is not, that it moved. Of XML a place is an element without children, or an attribute; of JSON a value; of CSV a column.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:concordat:trial" xmlns:map="http://www.w3.org/2005/xpath-functions/map" exclude-result-prefixes="#all">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="tomorrow" as="xs:string" required="yes"/>
  <!-- json, xml, csv or txt -->
  <xsl:param name="today-is" as="xs:string" required="yes"/>
  <xsl:param name="tomorrow-is" as="xs:string" required="yes"/>

  <!-- today's -->
  <xsl:template match=".">
    <xsl:variable name="was" select="f:places(., $today-is, 'today')"/>
    <xsl:variable name="will-be" select="f:places($tomorrow, $tomorrow-is, 'tomorrow')"/>
    <xsl:variable name="otherwise" as="xs:string*">
      <xsl:for-each-group select="$was, $will-be" group-by="@path">
        <xsl:variable name="before" select="current-group()[@when = 'today']"/>
        <xsl:variable name="after" select="current-group()[@when = 'tomorrow']"/>
        <xsl:variable name="word" select="
            if (empty($before)) then 'appears'
            else if (empty($after)) then 'vanishes'
            else if (count($before) lt count($after)) then 'more'
            else if (count($before) gt count($after)) then 'fewer'
            else if (not(deep-equal($before ! string(), $after ! string()))) then 'other'
            else ()"/>
        <xsl:sequence select="$word ! (. || ' ' || current-grouping-key())"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="same" select="$today-is = $tomorrow-is and deep-equal(f:whole(., $today-is), f:whole($tomorrow, $tomorrow-is))"/>
    <xsl:value-of select="if (exists($otherwise)) then $otherwise else 'moved /'[not($same)]" separator="&#10;"/>
  </xsl:template>

  <!-- What says the same is the same, however it is laid out. -->
  <xsl:function name="f:whole" as="item()?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="is" as="xs:string"/>
    <xsl:sequence select="
        if ($is = 'xml') then parse-xml($text)
        else if ($is = 'json') then parse-json($text)
        else replace(replace($text, '\r\n', '&#10;'), '\s+$', '')"/>
  </xsl:function>

  <xsl:function name="f:places" as="element(place)*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="is" as="xs:string"/>
    <xsl:param name="when" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$is = 'xml'">
        <xsl:sequence select="parse-xml($text)//(@* | *[not(*)]) ! f:place(
            string-join(ancestor-or-self::* ! ('/' || local-name())) || self::attribute() ! ('/@' || local-name()), ., $when)"/>
      </xsl:when>
      <xsl:when test="$is = 'json'">
        <xsl:sequence select="json-to-xml($text)//*[not(*)] ! f:place(
            string-join(ancestor-or-self::* ! (if (@key) then '/' || @key else if (parent::*) then '[]' else '')), (local-name(), string()), $when)"/>
      </xsl:when>
      <xsl:when test="$is = 'csv'">
        <xsl:for-each select="tokenize($text, '\r?\n')">
          <xsl:for-each select="tokenize(., ',')">
            <xsl:sequence select="f:place('column ' || position(), ., $when)"/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:place('text', $text, $when)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:place" as="element(place)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="value" as="item()*"/>
    <xsl:param name="when" as="xs:string"/>
    <place path="{normalize-space($path)}" when="{$when}"><xsl:value-of select="$value"/></place>
  </xsl:function>
</xsl:stylesheet>
